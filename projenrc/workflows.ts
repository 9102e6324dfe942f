import { Component, github, javascript } from 'projen';
import { script } from './build';

const { JobPermission } = github.workflows;

/** Continuous integration, and the release: to whichever registry is configured where it runs. */
export class Workflows extends Component {
  constructor(private readonly nodeProject: javascript.NodeProject) {
    super(nodeProject);
    nodeProject.addTask('release', { description: 'Publish the tarball of dist/js', exec: script('release'), receiveArgs: true });
    this.addBuild();
    this.addRelease();
  }

  private addBuild(): void {
    const workflow = this.nodeProject.github!.addWorkflow('build');
    workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
    workflow.addJob('build', {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: JobPermission.READ },
      env: { CI: 'true' },
      steps: [
        github.WorkflowSteps.checkout(),
        ...this.nodeProject.renderWorkflowSetup(),
        { name: 'Build, lint and test', run: 'npm test' },
      ],
    });
  }

  private addRelease(): void {
    const workflow = this.nodeProject.github!.addWorkflow('release');
    workflow.on({
      push: { tags: ['v*'] },
      workflowDispatch: { inputs: { version: { description: 'The version to publish, like 1.2.3', type: 'string', required: true } } },
    });
    workflow.addJob('release', {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: JobPermission.READ },
      env: { CI: 'true' },
      steps: [
        github.WorkflowSteps.checkout(),
        ...this.nodeProject.renderWorkflowSetup(),
        {
          name: 'Set the version',
          env: { VERSION: '${{ inputs.version || github.ref_name }}' },
          run: 'npm version --no-git-tag-version --allow-same-version "${VERSION#v}"',
        },
        { name: 'Build, lint and test', run: 'npm test' },
        { name: 'Pack', run: 'npm run package:js' },
        {
          name: 'Publish',
          env: {
            NPM_REGISTRY_URL: '${{ vars.NPM_REGISTRY_URL }}',
            NPM_DIST_TAG: '${{ vars.NPM_DIST_TAG || \'latest\' }}',
            NPM_TOKEN: '${{ secrets.NPM_TOKEN }}',
          },
          run: 'npm run release',
        },
      ],
    });
  }
}
