import { Component, javascript } from 'projen';
import { BARREL, OUTBUILDINGS, RULE_FOLDERS, SIDE_ROOMS, SIGNAL_KINDS, STOREYS } from './layout';

interface Zone {
  readonly target: string;
  readonly from: string;
  readonly except?: string[];
  readonly message: string;
}

const SERVICE_MODULES = (message: string) => [
  { group: ['aws-cdk-lib/aws-*'], message },
  { regex: '^aws-cdk-lib$', importNamePattern: '^aws_', message },
];

/** Lets the linter enforce who may import whom, from the one description in `layout.ts`. */
export class ImportDirection extends Component {
  constructor(project: javascript.NodeProject, eslint: javascript.Eslint) {
    super(project);
    eslint.addRules({ 'import/no-restricted-paths': ['error', { zones: importZones() }] });
    eslint.addOverride({
      files: ['src/core/**'],
      rules: { 'no-restricted-imports': ['error', { patterns: SERVICE_MODULES('src/core knows no AWS service.') }] },
    });
    const lazyKinds = SERVICE_MODULES('An app loads only the service modules it uses itself: a kind imports their types only.')
      .map(pattern => ({ ...pattern, allowTypeImports: true }));
    eslint.addOverride({
      files: [`${SIGNAL_KINDS}/**`],
      rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: lazyKinds }] },
    });
    eslint.addOverride({
      files: RULE_FOLDERS.map(folder => `${folder}/**`),
      rules: { 'no-restricted-imports': ['error', { patterns: SERVICE_MODULES('A rule judges templates: it knows no construct.') }] },
    });
    const cdk = [{ group: ['aws-cdk-lib', 'constructs', 'cdk-nag'], message: 'A handler never pulls the CDK into Lambda.' }];
    eslint.addOverride({
      files: ['handlers/**'],
      rules: { 'no-restricted-imports': ['error', { patterns: cdk }] },
    });
  }
}

function importZones(): Zone[] {
  const zones: Zone[] = [
    { target: './src', from: `./${BARREL}`, message: 'Import the module itself: the barrel loads all of them.' },
    { target: './src', from: `./${SIGNAL_KINDS}`, message: 'Kinds stand alone and are reached through the signal catalog.' },
    ...RULE_FOLDERS.map(folder => ({ target: './src', from: `./${folder}`, message: 'Rules stand alone and are reached through the packs.' })),
  ];
  const below: string[] = [];
  for (const storey of STOREYS) {
    zones.push(...storey.map(room => zone(`src/${room}`, [...below, room])));
    below.push(...storey);
  }
  for (const [room, allowed] of Object.entries(SIDE_ROOMS)) zones.push(zone(`src/${room}`, [...allowed, room]));
  for (const [folder, allowed] of Object.entries(OUTBUILDINGS)) zones.push(zone(folder, allowed));
  return zones;
}

function zone(target: string, allowed: readonly string[]): Zone {
  return {
    target: `./${target}`,
    from: './src',
    except: allowed.map(room => `./${room}`),
    message: `Of src/, ${target} may import only ${allowed.join(', ')}.`,
  };
}
