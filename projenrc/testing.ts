import { Component, javascript } from 'projen';
import { script } from './build';
import { IMPORT_NAME } from './identity';

/** Jest over the TypeScript sources, without a compile step in between: a single file answers within seconds. */
export class Testing extends Component {
  constructor(project: javascript.NodeProject) {
    super(project);
    project.addDevDeps('jest@^30', 'jest-environment-node@^30', '@jest/test-sequencer@^30', '@types/jest@^30', '@swc/core', '@swc/jest');
    project.addFields({
      jest: {
        // Jest crawls its roots at every start; anything outside is still found when a test imports it.
        roots: ['<rootDir>/test'],
        testMatch: ['<rootDir>/test/**/*.test.ts'],
        testEnvironment: '<rootDir>/test/environment/environment.ts',
        testSequencer: '<rootDir>/test/environment/slowest-first.cjs',
        clearMocks: true,
        testTimeout: 180_000,
        maxWorkers: 2,
        watchman: false,
        moduleNameMapper: {
          [`^(?:${IMPORT_NAME}|(?:\\.\\./)+src)$`]: '<rootDir>/test/environment/library.ts',
          '^@aws/cloudformation-validate$': '<rootDir>/test/environment/validator.ts',
          '^fast-check$': '<rootDir>/test/environment/fast-check.ts',
        },
        transform: {
          '^.+\\.ts$': ['@swc/jest', {
            swcrc: false,
            jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
            module: { type: 'commonjs' },
          }],
        },
      },
    });
    // On two cores the collector's helper threads take from the tests a third of what they have.
    project.addTask('jest', {
      description: 'Run the tests against the sources',
      exec: 'node --single-threaded-gc node_modules/jest/bin/jest.js --ci --passWithNoTests',
      receiveArgs: true,
    });
    project.addTask('replay:year', {
      description: 'Replay a year of 100,000 events through the handler of deliveries, and try every fault there',
      env: { REPLAY: 'year', FAULTS: 'all' },
      exec: 'jest test/handlers/delivery/replay.test.ts test/handlers/delivery/faults.test.ts --runInBand',
    });
    project.addTask('test:newest-cdk', { description: 'Run the tests with the newest CDK', exec: script('test-newest-cdk') });
    project.addTask('test:watch', { description: 'Run the tests again on every change', exec: 'jest --watch' });
  }
}
