import type { Enrichment } from '../enrichment';
import type { Question } from '../facts/telling';
import type { Answers } from './home';

/** Asks AWS what an event leaves out. */
export async function answersTo(question: Question, enrichment: Enrichment): Promise<Answers> {
  switch (question.about) {
    case 'execution': {
      const commitTimes = await enrichment.commitTimesOf(question.pipeline, question.executionId);
      return commitTimes.length > 0 ? { commitTimes } : {};
    }
    case 'stack': {
      const commitTime = await enrichment.commitTimeOfStack(question.stackId);
      return commitTime === undefined ? {} : { commitTimes: [commitTime] };
    }
    case 'opsItem': {
      const opsItem = await enrichment.opsItem(question.id);
      return opsItem ? { opsItem } : {};
    }
  }
}
