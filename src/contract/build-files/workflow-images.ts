import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';

const EXPRESSION = /\$\{\{\s*(env|steps)\.([\w.-]+)\s*\}\}/g;
const SHELL = /\$(?:\{(\w+)\}|(\w+))/g;
/** Of one text: variables that hold others several times would grow without end. */
const MOST_USES = 100;

/**
 * What a text of a step says of images, with what `env` of the step, its job and its workflow (the innermost first) and
 * the steps of docker/metadata-action before it put into it; what they do not say stays.
 */
export function saidOfImages(levels: readonly Field[], steps: readonly Field[]): (text: string) => string {
  const valueOf = (name: string) => {
    for (const level of levels) {
      const field = at(level, 'env', name);
      if (field) return textAt(field);
    }
    return undefined;
  };
  let uses = 0;
  const put = (value: string | undefined, written: string): string =>
    value === undefined || ++uses > MOST_USES ? written : said(value);
  const said = (text: string): string =>
    text
      .replace(EXPRESSION, (written, of: string, path: string) => {
        const value = of === 'env' ? valueOf(path) : tagsOf(path, steps);
        return put(value, written);
      })
      .replace(SHELL, (written, braced: string | undefined, plain: string | undefined) =>
        put(valueOf(braced ?? plain ?? ''), written),
      );
  return (text) => {
    uses = 0;
    return said(text);
  };
}

/** `meta.outputs.tags`: a line for each of the images that the step is given. */
function tagsOf(path: string, steps: readonly Field[]): string | undefined {
  const [, id] = /^([\w-]+)\.outputs\.tags$/.exec(path) ?? [];
  const step = steps.find((one) => textAt(one, 'id') === id);
  if (!step || !/^docker\/metadata-action@/.test(textAt(step, 'uses') ?? '')) return undefined;
  const given = at(step, 'with', 'images');
  const lines = given?.kind === 'list' ? items(given).map((item) => textAt(item) ?? '') : [textAt(given) ?? ''];
  return lines
    .flatMap((line) => line.split(/[\n,]/))
    .map((line) => /^(?:[^,]*\bname=)?([^,]*)/.exec(line.trim())?.[1] ?? '')
    .filter((name) => name !== '' && !name.includes('='))
    .join('\n');
}
