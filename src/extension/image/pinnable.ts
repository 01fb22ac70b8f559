import { parseDockerfile } from '../../dockerfile/parse.ts';
import { pinnableImage, type PinnableImage } from '../../dockerfile/refactorings/pinnable-image.ts';

/** The image around an offset of a Dockerfile that can be pinned. */
export function pinnableIn(text: string, offset: number): PinnableImage | undefined {
  return pinnableImage(parseDockerfile(text), offset);
}
