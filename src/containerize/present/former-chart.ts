import { parseDocument } from 'yaml';
import type { Program } from '../../go/project.ts';
import type { Choices, Extra, Workload } from '../plan-types.ts';
import { object } from './manifests.ts';
import { besideBy } from './workload.ts';

/** What the template of each workload in a chart of ours runs. */
const KINDS: Readonly<Record<string, Workload>> = {
  'deployment.yaml': 'Deployment',
  'statefulset.yaml': 'StatefulSet',
  'job.yaml': 'Job',
  'cronjob.yaml': 'CronJob',
};

/** What `gantry` calls the templates of workloads in a chart. */
export const WORKLOAD_TEMPLATES: readonly string[] = Object.keys(KINDS);

/** As formerCommands, of a chart: by the names of its templates, and by the one of the command that the image runs. */
export function formerCommandsOfChart(
  templates: readonly string[],
  workload: string,
  program: Program,
): Pick<Choices, 'commands'> {
  const [, written = ''] = /^ *args:\r?\n((?: *- .*\n)+)/m.exec(workload) ?? [];
  const args = written.split(/\r?\n/).map((line) => line.replace(/^ *- "?|"?$/g, ''));
  return besideBy(program, args, (command) => {
    return WORKLOAD_TEMPLATES.some((template) => templates.includes(`${command}-${template}`));
  });
}

/** As formerChoices, of a chart: by the names of its templates, and by its values, which people may have changed. */
export function formerChoicesOfChart(templates: readonly string[], values: string): Choices {
  const kind = KINDS[templates.find((name) => name in KINDS) ?? ''];
  const extras = EXTRA_TEMPLATES.filter(([, template]) => templates.includes(template));
  const { schedule, image } = valuesOf(values);
  const repository = object(image)['repository'];
  const slash = typeof repository === 'string' ? repository.lastIndexOf('/') : -1;
  return {
    ...(slash > 0 && { registry: String(repository).slice(0, slash) }),
    ...(kind && { workload: kind }),
    ...(typeof schedule === 'string' && { schedule }),
    ...(extras.length > 0 && { extras: extras.map(([extra]) => extra) }),
  };
}

function valuesOf(text: string): Readonly<Record<string, unknown>> {
  const document = parseDocument(text, { logLevel: 'silent' });
  return document.errors.length > 0 ? {} : object(document.toJS());
}

/** Those whose templates show all that was chosen with them. */
const EXTRA_TEMPLATES: readonly (readonly [Extra, template: string])[] = [
  ['hpa', 'horizontalpodautoscaler.yaml'],
  ['pdb', 'poddisruptionbudget.yaml'],
  ['networkpolicy', 'networkpolicy.yaml'],
  ['servicemonitor', 'servicemonitor.yaml'],
  ['role', 'role.yaml'],
];
