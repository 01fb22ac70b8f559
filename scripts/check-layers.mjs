import { layers, rooms } from '../layers.mjs';

/**
 * Holds the bundles' real imports against the layers table, so that `import()` and `require` obey it, too.
 *
 * @param {import('esbuild').Metafile} metafile
 * @returns {string[]} one sentence a forbidden import
 */
export function checkLayers(metafile) {
  const problems = [];
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    const folder = /^src\/([^/]+)\//.exec(file)?.[1];
    if (!folder) continue;
    const layer = layers[folder];
    if (!layer) {
      problems.push(`${file}: src/${folder} has no row in layers.mjs`);
      continue;
    }
    for (const imported of imports) {
      const problem = forbidden(folder, layer, imported);
      if (problem) problems.push(`${file}: ${problem}: ${layer.because}`);
      const inRoom = forbiddenInRoom(file, imported);
      if (inRoom) problems.push(`${file}: ${inRoom}`);
    }
  }
  return problems;
}

function forbiddenInRoom(file, { path }) {
  const [room, { uses, because }] = Object.entries(rooms).find(([name]) => file.startsWith(`src/${name}/`)) ?? ['', {}];
  const folder = `src/${room.split('/')[0]}/`;
  if (room === '' || !path.startsWith(folder) || path.startsWith(`src/${room}/`)) return undefined;
  const used = path.slice(folder.length);
  const isUsed = uses.some((one) => used === one || used.startsWith(`${one}/`));
  return isUsed ? undefined : `src/${room} may not use ${path}: ${because}`;
}

function forbidden(folder, layer, { path, original }) {
  const inside = /^src\/(([^/]+)\/.*)$/.exec(path);
  if (inside) {
    const [, file, other] = inside;
    return other === folder || layer.folders.includes(other) || layer.folders.includes(file)
      ? undefined
      : `src/${folder} may not use src/${file}`;
  }
  const name = original ?? path;
  if (name.startsWith('.') || name === '<runtime>') return undefined;
  const allowed = layer.modules.some(
    (module) => name === module || (module.endsWith(':') ? name.startsWith(module) : name.startsWith(`${module}/`)),
  );
  return allowed ? undefined : `src/${folder} may not use ${name}`;
}
