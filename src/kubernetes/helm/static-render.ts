import { parseFields } from '../parse.ts';
import { type Evaluation, evaluate, type Named } from './evaluate.ts';
import { parseTemplate } from './parse-template.ts';
import type { Printed } from './printer.ts';
import { releaseValues } from './release-values.ts';
import { type Template, Undecided } from './template-nodes.ts';
import { NIL, overridden, type Value, valueOf } from './template-values.ts';

/** The files of a chart, by their paths in the workspace. */
export interface ChartFiles {
  /** With `/` at the end; '' for the workspace itself. */
  readonly folder: string;
  readonly chart: string;
  /** The text of values.yaml; '' where there is none. */
  readonly values: string;
  /** Another file of values that goes before it. */
  readonly overrides?: { readonly file: string; readonly text: string };
  readonly templates: ReadonlyMap<string, string>;
}

/** What the templates of a chart print with its own values; undefined for those of which that cannot be told. */
export type RenderedFiles = ReadonlyMap<string, Printed | undefined>;

/** Steps of all templates of a chart together. */
const MOST_STEPS = 200_000;

/** Renders as `helm template` does, without Helm, as far as the files decide it. Never throws. */
export function renderStatically({ folder, chart, values, overrides, templates }: ChartFiles): RenderedFiles {
  const [head] = parseFields(chart);
  const parsed = new Map([...templates].map(([file, source]) => [file, parsedTemplate(source)]));
  if (!head) return new Map();
  const own = valuesIn(values, `${folder}values.yaml`);
  const root = releaseValues(head, overrides ? overridden(own, valuesIn(overrides.text, overrides.file)) : own);
  const named = new Map<string, Named>();
  const release = `${nameOf(root)}/`;
  for (const [file, template] of parsed) {
    const source = templates.get(file) ?? '';
    if (!template) continue;
    named.set(release + file.slice(folder.length), { file, source, block: template.block });
    for (const [name, block] of template.defined) named.set(name, { file, source, block });
  }
  const evaluation: Evaluation = { named, root, overrides: overrides?.file, steps: { left: MOST_STEPS } };
  return new Map(
    [...parsed]
      .filter(([file]) => isPrinted(file))
      .map(([file, template]) => {
        const source = templates.get(file) ?? '';
        return [file, template && decidedOnly(() => evaluate({ file, source, block: template.block }, evaluation))];
      }),
  );
}

function valuesIn(text: string, file: string): Value {
  const [root] = parseFields(text);
  return root ? valueOf(root, file) : NIL;
}

/** Helpers and notes make no objects. */
function isPrinted(file: string): boolean {
  return /(?:^|\/)[^/_][^/]*\.ya?ml$/.test(file);
}

function nameOf(root: ReturnType<typeof releaseValues>): string {
  const chart = root.kind === 'dictionary' ? root.entries.get('Chart') : undefined;
  const name = chart?.kind === 'dictionary' ? chart.entries.get('Name') : undefined;
  return name?.kind === 'text' ? name.text : '';
}

function parsedTemplate(source: string): Template | undefined {
  return decidedOnly(() => parseTemplate(source));
}

function decidedOnly<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
