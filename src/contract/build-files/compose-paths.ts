import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { pathFrom } from './build-path.ts';
import { folderAlone } from './folder-alone.ts';
import type { ImageBuild } from './image-builds.ts';

/** The files and folders beside its builds that a compose file names. */
export function composePaths(file: string, root: Field, text: string): ImageBuild[] {
  const services = entries(at(root, 'services')).map(({ value }) => value);
  const read = [
    ...listed(at(root, 'include')).flatMap((one) => listed(one.kind === 'map' ? at(one, 'path') : one)),
    ...services.flatMap((service) => at(service, 'extends', 'file') ?? []),
  ];
  const made = services.flatMap((service) => [
    ...listed(at(service, 'env_file')).flatMap(demandedPath),
    ...items(at(service, 'volumes')).flatMap(sourceOf),
  ]);
  const place = (field: Field) => pathAt(file, field, text);
  return [
    ...read.flatMap((field) => place(field)),
    // Whoever runs it may have them.
    ...made.flatMap((field) => place(field).map((one): ImageBuild => ({ ...one, isPersonal: true }))),
  ];
}

function listed(field: Field | undefined): readonly Field[] {
  return field?.kind === 'list' ? items(field) : field ? [field] : [];
}

/** A file of variables, unless it need not be there. */
function demandedPath(field: Field): readonly Field[] {
  if (field.kind !== 'map') return [field];
  const path = at(field, 'path');
  return path && textAt(field, 'required') !== 'false' ? [path] : [];
}

/** What a bind takes from the project and never writes, or a file: a folder that is not there is made. */
function sourceOf(volume: Field): readonly Field[] {
  if (volume.kind !== 'map') {
    const [, source = '', options = ''] = /^(\.{1,2}\/[^:]*):[^:]+(?::(.*))?$/.exec(textAt(volume) ?? '') ?? [];
    return isTaken(source, /(?:^|,)ro(?:,|$)/.test(options)) ? [volume] : [];
  }
  const source = at(volume, 'source');
  const isBind = textAt(volume, 'type') === 'bind';
  return source && isBind && isTaken(textAt(source) ?? '', textAt(volume, 'read_only') === 'true') ? [source] : [];
}

function isTaken(source: string, isReadOnly: boolean): boolean {
  return source !== '' && (isReadOnly || /[^/.]\.\w+$/.test(source));
}

function pathAt(file: string, field: Field, text: string): ImageBuild[] {
  const written = (textAt(field) ?? '').split(':', 1)[0]?.replace(/\/$/, '') ?? '';
  const path = pathFrom(folderOf(file), written);
  const start = text.indexOf(written, field.start);
  if (path === null || path === '' || start < field.start || start > field.start + 1) return [];
  return [folderAlone(file, { path, written, start, end: start + written.length })];
}
