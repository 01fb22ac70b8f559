import { setField, type Value } from '../edit.ts';
import { at, entry, items, textAt } from '../fields.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { MapField } from '../model.ts';
import { containerAt, type HealthFact, type Refactoring, type RefactoringFacts } from './refactoring.ts';

const ENDING = new Set(['Job', 'CronJob']);

/** Readiness and liveness by the first port: as the program answers health checks, else by connecting. */
export const addProbes: Refactoring = {
  id: 'add-probes',
  kind: 'rewrite',
  apply(file, range, facts) {
    const found = containerAt(file, range);
    if (found?.container.kind !== 'container' || ENDING.has(found.manifest.kind)) return undefined;
    const { field } = found.container;
    if (entry(field, 'readinessProbe') || entry(field, 'livenessProbe')) return undefined;
    const ready = handlerOf(field, facts, 'readiness');
    const alive = handlerOf(field, facts, 'liveness');
    if (!ready || !alive) return undefined;
    const readiness = setField(file.text, field, ['readinessProbe'], { ...ready, periodSeconds: 5 });
    const liveness = setField(file.text, field, ['livenessProbe'], { ...alive, periodSeconds: 10 });
    if (!readiness || !liveness) return undefined;
    const edits = joined(readiness, liveness);
    return edits && { title: ['Add readiness and liveness probes to `{0}`', found.container.name], edits };
  },
};

function handlerOf(
  container: MapField,
  { health }: RefactoringFacts,
  purpose: HealthFact['purpose'],
): Readonly<Record<string, Value>> | undefined {
  const [first] = items(at(container, 'ports'));
  const number = Number(textAt(first, 'containerPort'));
  if (!Number.isInteger(number)) return undefined;
  const port = textAt(first, 'name') ?? number;
  const here = health.filter((one) => one.port === null || one.port === number);
  const known = here.find((one) => one.purpose === purpose) ?? here.find((one) => one.purpose === 'health');
  return known ? { httpGet: { path: known.path, port } } : { tcpSocket: { port } };
}

/** Two edits at one place as one, so that their order is certain. */
function joined(first: TextEdit, second: TextEdit): TextEdit[] | undefined {
  if (first.start !== second.start || first.end !== second.end) return undefined;
  return [{ start: first.start, end: first.end, text: first.text + second.text }];
}
