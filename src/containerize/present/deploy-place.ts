import { parseDocument, isSeq } from 'yaml';
import type { Files } from '../../go/files.ts';
import { decide } from '../decision.ts';
import { objectName } from '../names.ts';
import { type PresentManifests, readPresentManifests } from './manifests.ts';
import { formerChoicesOfChart, formerCommandsOfChart, WORKLOAD_TEMPLATES } from './former-chart.ts';
import {
  type Deployed,
  findWorkload,
  formerChoices,
  formerCommands,
  formerLayout,
  type PresentWorkload,
  WORKLOADS,
} from './workload.ts';
import type { Choices, Decision, DecisionOption } from '../plan-types.ts';

/** Where manifests go, in a repository that may have some already. */
export interface DeployPlace {
  readonly folder: string;
  /** What was chosen, and what an earlier run was given. */
  readonly choices: Choices;
  readonly present: PresentManifests;
  readonly workload: PresentWorkload | null;
  /** Folder of a kustomization whose resources the new folder joins. */
  readonly joins: string | null;
  readonly decisions: readonly Decision[];
}

const DEPLOY = 'deploy';

/** Kinds that a program is deployed with; definitions of resources and rights of others lie in folders of their own. */
const DEPLOYED: ReadonlySet<string> = new Set([...WORKLOADS, 'Service', 'Ingress', 'ConfigMap', 'Namespace']);
const ANYWAY: readonly DecisionOption[] = [{ label: ['write another set'], set: { layout: 'kustomize' } }];

export async function chooseDeployPlace(files: Files, wanted: Deployed, choices: Choices): Promise<DeployPlace> {
  const { program } = wanted;
  const present = await readPresentManifests(files);
  const name = objectName(program.name);
  const workload = findWorkload(present, wanted);
  const base = { folder: DEPLOY, choices, present, workload, joins: null, decisions: [] };
  const former = workload && formerLayout(workload, present);
  if (workload && former) {
    const again = {
      layout: former.layout,
      ...formerChoices(workload, present),
      ...formerCommands(workload, present, program),
      ...choices,
    };
    return { ...base, folder: former.folder, choices: again, joins: former.joins };
  }
  for (const folder of [DEPLOY, `${DEPLOY}/${name}`]) {
    if (present.charts.includes(`${folder}/charts/${name}`)) {
      const templates = `${folder}/charts/${name}/templates`;
      const names = (await files.list(templates)).map((entry) => entry.name);
      const workload = names.find((name) => WORKLOAD_TEMPLATES.includes(name));
      const text = workload === undefined ? null : await files.read(`${templates}/${workload}`);
      const values = await files.read(`${folder}/charts/${name}/values.yaml`);
      const former = {
        ...formerChoicesOfChart(names, values ?? ''),
        ...formerCommandsOfChart(names, text ?? '', program),
      };
      return { ...base, folder, choices: { layout: 'helm', ...former, ...choices } };
    }
  }
  const others = present.objects.some(({ file }) => file.startsWith(`${DEPLOY}/`));
  const free = others || present.charts.some((chart) => chart.startsWith(DEPLOY)) ? `${DEPLOY}/${name}` : DEPLOY;
  if (choices.layout !== undefined) return { ...base, folder: free };
  const kept = workload ? keptWorkload(workload) : await keptChart(files, present, wanted);
  if (kept) return { ...base, folder: free, choices: { ...choices, layout: 'none' }, decisions: [kept] };
  const deployed = present.objects.filter(({ file, kind }) => file.includes('/') && DEPLOYED.has(kind));
  const kustomization = present.kustomizations.find(
    (folder) => !/(?:^|\/)overlays?\//.test(folder) && deployed.some(({ file }) => file.startsWith(`${folder}/`)),
  );
  const isOurs = others && present.kustomizations.includes(`${DEPLOY}/overlays/prod`);
  if (kustomization !== undefined && !isOurs) {
    const joined = decide(
      ['manifests'],
      `${kustomization}/${name}`,
      ['`{0}` has a kustomization: the new folder joins its resources', kustomization],
      { alternatives: ANYWAY },
    );
    return {
      ...base,
      folder: `${kustomization}/${name}`,
      choices: { ...choices, layout: 'plain' },
      joins: kustomization,
      decisions: [joined],
    };
  }
  const habit = isOurs ? undefined : deployed[0]?.file;
  if (habit === undefined) return { ...base, folder: free };
  const folder = `${habit.slice(0, habit.indexOf('/'))}/${name}`;
  const decision = decide(
    ['manifests'],
    folder,
    ['The repository keeps its manifests there, without a kustomization'],
    {
      alternatives: ANYWAY,
    },
  );
  return { ...base, folder, choices: { ...choices, layout: 'plain' }, decisions: [decision] };
}

/** The kustomization of `folder` that names a resource, its comments and order kept; null where it cannot be read. */
export async function joinKustomization(files: Files, folder: string, resource: string) {
  for (const file of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
    const path = `${folder}/${file}`;
    const text = await files.read(path);
    if (text === null) continue;
    const document = parseDocument(text, { logLevel: 'silent' });
    if (document.errors.length > 0) return null;
    const resources: unknown = document.get('resources');
    if (isSeq(resources)) {
      if (resources.toJSON().some((item) => String(item).replace(/^\.\/|\/$/g, '') === resource)) return { path, text };
      resources.add(resource);
    } else if (resources === undefined) document.set('resources', [resource]);
    else return null;
    return { path, text: document.toString({ lineWidth: 0 }) };
  }
  return null;
}

function keptWorkload({ object }: PresentWorkload): Decision {
  return decide(
    ['manifests'],
    object.file,
    ['{0} `{1}` runs the program already: it stays as it is, and no second one is written', object.kind, object.name],
    { alternatives: ANYWAY, evidence: { file: object.file, start: 0, end: 0, line: 1 } },
  );
}

/** A chart of the program’s name, or the only one: of the only program, or of several among which its values name this one. */
async function keptChart(
  files: Files,
  { charts }: PresentManifests,
  { program, isAlone }: Deployed,
): Promise<Decision | null> {
  const named = charts.find((folder) => folder.split('/').at(-1) === program.name);
  const only = charts.length === 1 ? charts[0] : undefined;
  const isOurs = only !== undefined && (isAlone || (await namesProgram(files, only, program.name)));
  const chart = named ?? (isOurs ? only : undefined);
  if (chart === undefined) return null;
  return decide(
    ['manifests'],
    chart,
    ['The chart deploys the program: it stays as it is; give it the image by its values'],
    { alternatives: ANYWAY, evidence: { file: `${chart}/Chart.yaml`, start: 0, end: 0, line: 1 } },
  );
}

async function namesProgram(files: Files, chart: string, name: string): Promise<boolean> {
  const values = (await files.read(`${chart}/values.yaml`)) ?? '';
  return values.split(/[^\w.-]+/).includes(name);
}
