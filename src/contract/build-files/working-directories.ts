import { at, entries, items } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { BuildPath, ImageBuild } from './image-builds.ts';
import { folderAlone } from './folder-alone.ts';
import { type MatrixRow, matrixRows, pathInMatrix } from './matrix.ts';
import { isCheckout, isOnlyCheckout, mayBeSkipped, plainSteps } from './plain-steps.ts';

/** The folders that the steps of a workflow run in, where only the checkout before can have made them. */
export function workingDirectories(file: string, root: Field, text: string): ImageBuild[] {
  // A called workflow runs on the files of whoever calls it.
  if (/\bworkflow_call\b/.test(text)) return [];
  const said = new Set<Field>();
  return entries(at(root, 'jobs')).flatMap(({ value: job }) => {
    const steps = items(at(job, 'steps'));
    if (!isOnlyCheckout(job, steps)) return [];
    const checkout = steps.findIndex(isCheckout);
    const usual = [job, root].map((field) => at(field, 'defaults', 'run', 'working-directory')).find(Boolean);
    if (!usual && !steps.some((step) => at(step, 'working-directory'))) return [];
    const plain = plainSteps(steps);
    const rows = matrixRows(job);
    return steps.flatMap((step, index) => {
      const field = at(step, 'working-directory') ?? usual;
      const paths = pathsOf(field, rows);
      if (!field || said.has(field) || at(step, 'run') === undefined || index < checkout || mayBeSkipped(step))
        return [];
      const above = text.slice(steps[0]?.start ?? 0, step.start);
      if (index > plain) return [];
      said.add(field);
      return paths.filter((path) => !isNamed(path, above)).map((path) => folderAlone(file, path));
    });
  });
}

/** The folders that a field names in the runs of a job, each at the place that says it. */
function pathsOf(field: Field | undefined, rows: readonly MatrixRow[]): BuildPath[] {
  const paths = rows.flatMap((row) => pathInMatrix(field, row) ?? []);
  return [...new Map(paths.map((path) => [`${path.start} ${path.path}`, path])).values()];
}

/** A step before that names the folder may make it. */
function isNamed({ path }: BuildPath, before: string): boolean {
  return before
    .replace(/^[ \t]*working-directory:.*$/gm, '')
    .split(/[^\w.-]+/)
    .some((word) => path.split('/').includes(word));
}
