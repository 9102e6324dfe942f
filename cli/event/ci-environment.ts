/** What the system that runs a job tells the job about itself. */
export interface CiEnvironment {
  /** The deployment, as far as one run makes one of each environment. */
  readonly id?: string;
  readonly environment?: string;
  readonly revision?: string;
  /** When the revision was committed. */
  readonly commitTime?: string;
  /** The page of the run. */
  readonly url?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

interface CiSystem {
  /** The variable that it alone sets. */
  readonly mark: string;
  readonly read: (variables: Variables) => CiEnvironment;
}

const SYSTEMS: readonly CiSystem[] = [
  {
    // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
    mark: 'GITHUB_ACTIONS',
    read: ({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_SHA, GITHUB_SERVER_URL, GITHUB_REPOSITORY }) => ({
      // Whoever runs it again deploys again.
      id: joined('-', GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT ?? '1'),
      revision: GITHUB_SHA,
      url: joined('/', GITHUB_SERVER_URL, GITHUB_REPOSITORY, 'actions/runs', GITHUB_RUN_ID),
    }),
  },
  {
    // https://docs.gitlab.com/ci/variables/predefined_variables/
    mark: 'GITLAB_CI',
    read: ({ CI_PIPELINE_ID, CI_ENVIRONMENT_NAME, CI_COMMIT_SHA, CI_COMMIT_TIMESTAMP, CI_PIPELINE_URL }) => ({
      id: CI_PIPELINE_ID, environment: CI_ENVIRONMENT_NAME, revision: CI_COMMIT_SHA, commitTime: CI_COMMIT_TIMESTAMP, url: CI_PIPELINE_URL,
    }),
  },
  {
    // https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
    mark: 'CODEBUILD_BUILD_ID',
    read: ({ CODEBUILD_BUILD_ID, CODEBUILD_RESOLVED_SOURCE_VERSION, CODEBUILD_PUBLIC_BUILD_URL }) => ({
      id: CODEBUILD_BUILD_ID, revision: CODEBUILD_RESOLVED_SOURCE_VERSION, url: CODEBUILD_PUBLIC_BUILD_URL,
    }),
  },
];

/** What is known of the run; nothing outside of the systems that are known. */
export function ciEnvironment(variables: Variables): CiEnvironment {
  const set: Variables = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  return SYSTEMS.find(({ mark }) => set[mark] !== undefined)?.read(set) ?? {};
}

function joined(by: string, ...parts: ReadonlyArray<string | undefined>): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(by);
}
