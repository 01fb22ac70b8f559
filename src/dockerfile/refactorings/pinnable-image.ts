import type { Range } from '../../lint/rule.ts';
import { parseImage } from '../stages/image.ts';
import type { Dockerfile } from '../model.ts';

/** An image of a FROM that can be held to a digest. */
export interface PinnableImage extends Range {
  /** Name and tag, without the digest that may be there: what the digest is asked for. */
  readonly name: string;
}

/** The image of the stage around an offset; undefined for stages, `scratch` and names with variables, which a digest would freeze. */
export function pinnableImage({ stages }: Dockerfile, offset: number): PinnableImage | undefined {
  const stage = stages.findLast(({ start }) => start <= offset) ?? stages[0];
  if (!stage?.image || stage.base !== null) return undefined;
  const { text, start, end } = stage.image;
  const image = text === 'scratch' ? undefined : parseImage(text);
  // A digest without a tag does not say what is to be asked for.
  if (!image || end - start !== text.length || (image.digest !== null && image.tag === null)) return undefined;
  return { start, end, name: text.replace(/@.*$/s, '') };
}
