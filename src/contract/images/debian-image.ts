import { officialName, parseImage } from '../../dockerfile/stages/image.ts';

const DEBIAN = /^(?:debian|ubuntu|golang|buildpack-deps)$/;

/** Whether /bin/sh of a base image is surely dash: an official image of Debian, Ubuntu or built on them. */
export function isDebian(base: string | undefined): boolean {
  const image = base === undefined ? undefined : parseImage(base);
  const name = image && officialName(image);
  return name !== undefined && DEBIAN.test(name) && !/alpine|windows|nanoserver/.test(image?.tag ?? '');
}
