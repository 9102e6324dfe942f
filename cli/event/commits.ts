import { spawnSync } from 'child_process';
import { EVENT_LIMITS } from '../../src/core/schemas/private/delivery-events';
import { UsageFailure } from '../failure';

/**
 * When the commits of a range were made, the earliest first; no more of them than an event takes, as lead time runs from the earliest.
 *
 * @throws if the range is none, or git does not know it
 */
export function commitTimesOf(range: string): string[] {
  if (range.startsWith('-') || !/\.\.|\^!$/.test(range)) {
    throw new UsageFailure(`--commits is no range of commits: '${range}'. Give the revision that was deployed before and the one that is deployed now, such as v1.2.0..HEAD, or one commit as HEAD^!.`);
  }
  const { status, stdout, stderr, error } = spawnSync('git', ['log', '--format=%cI', range, '--'], { encoding: 'utf-8', maxBuffer: 256 * 1024 * 1024 });
  if (error) throw new UsageFailure(`--commits asks git, which cannot be run: ${error.message}. Give --commit-time instead.`);
  if (status !== 0) {
    throw new UsageFailure(`git cannot tell the commits of --commits '${range}': ${stderr.trim().split('\n')[0]}. Run it inside of the repository, and have CI fetch its history (fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 of GitLab).`);
  }
  return stdout.split('\n').filter(line => line !== '').sort((one, other) => Date.parse(one) - Date.parse(other)).slice(0, EVENT_LIMITS.commitTimes);
}
