import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import { goVersion } from './go-version.ts';

const NAMES: Readonly<Record<string, number>> = { buster: 10, bullseye: 11, bookworm: 12, trixie: 13 };

/** From the release of this Go on, golang images are made on Debian 13 unless their tag says another. */
export const FIRST_ON_TRIXIE = 24;
/** The same for Debian 12. */
const FIRST_ON_BOOKWORM = 21;

/** The release of Debian that an image is made on; undefined where its name does not say. */
export function debianRelease(reference: string): number | undefined {
  const image = parseImage(reference);
  if (!image) return undefined;
  if (image.registry === 'gcr.io' && image.repository.startsWith('distroless/')) {
    const [, release] = /-debian(\d+)$/.exec(image.repository) ?? [];
    return release === undefined ? undefined : Number(release);
  }
  const name = officialName(image);
  const tag = image.tag ?? '';
  const [named] = Object.keys(NAMES).filter((one) => tag.split('-').includes(one));
  if (name === undefined || named !== undefined) return name === undefined ? undefined : NAMES[named ?? ''];
  if (name === 'debian') return /^\d+(?:\.\d+)?(?:-slim)?$/.test(tag) ? Number.parseInt(tag, 10) : undefined;
  const minor = name === 'golang' && !/alpine|windows|nano/.test(tag) ? goVersion(tag)?.minor : undefined;
  if (minor === undefined || minor < FIRST_ON_BOOKWORM) return undefined;
  return minor < FIRST_ON_TRIXIE ? NAMES.bookworm : NAMES.trixie;
}

/** The image of another release of Debian under the same name; undefined where the name does not show how. */
export function onRelease(reference: string, release: number): string | undefined {
  const from = debianRelease(reference);
  const [before, after] = [from, release].map((one) => Object.keys(NAMES).find((name) => NAMES[name] === one));
  if (from === undefined || before === undefined || after === undefined) return undefined;
  const changed = reference
    .replace(`-debian${from}`, `-debian${release}`)
    .replace(before, after)
    .replace(new RegExp(`(?<=^(?:docker\\.io/library/)?debian:)${from}(?=-slim$|$)`), String(release));
  return changed === reference ? undefined : changed;
}
