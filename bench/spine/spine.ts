import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Figure, figure } from '../figure.ts';
import { activation } from './activation.ts';
import { startServerProcess } from './server-process.ts';
import { dockerfileText, manifestText } from './inputs.ts';

const root = path.join(import.meta.dirname, '..', '..');
const KEYSTROKES = 200;

/** The spine's figures; needs `npm run build` and `npm run package` before. */
export async function spine(): Promise<Figure[]> {
  return [
    ...(await serverStart()),
    ...(await keystrokes('Dockerfile', 'dockerfile', 'spine/keystroke-dockerfile-100-lines', dockerfileText())),
    ...(await keystrokes('deploy.yaml', 'yaml', 'spine/keystroke-manifest-300-lines', manifestText())),
    ...(await sizes()),
    ...(await activation()),
  ];
}

async function serverStart(): Promise<Figure[]> {
  const samples: number[] = [];
  for (let run = 0; run < 7; run++) {
    const started = performance.now();
    const server = await startServerProcess();
    samples.push(performance.now() - started);
    await server.stop();
  }
  return [figure('spine/server-start', 'ms', samples)];
}

/** Types at the end of a comment in the middle of the document: every keystroke is a new version, pulled at the LSP boundary. */
async function keystrokes(name: string, language: string, id: string, text: string): Promise<Figure[]> {
  const server = await startServerProcess();
  const uri = `file:///bench/${name}`;
  await server.open(uri, language, text);
  const line = Math.floor(text.split('\n').length / 2);
  const samples: number[] = [];
  for (let key = 0; key < KEYSTROKES; key++) {
    const started = performance.now();
    await server.type(uri, key + 2, line, key === 0 ? '# a' : 'x', key === 0 ? 0 : key + 2);
    await server.pull(uri);
    samples.push(performance.now() - started);
  }
  await server.stop();
  return [figure(`${id}-p50`, 'ms', samples), figure(`${id}-p95`, 'ms', samples, { percentile: 95, atMost: 30 })];
}

async function sizes(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const packages = (await readdir(root)).filter((name) => name.endsWith('.vsix'));
  for (const name of packages) {
    const { size } = await stat(path.join(root, name));
    figures.push(figure('spine/vsix', 'MB', [size / 1e6], { atMost: 6 }));
  }
  const meta = JSON.parse(await readFile(path.join(root, 'dist', 'meta.json'), 'utf8')) as Metafile;
  for (const door of ['extension', 'server', 'cli']) {
    figures.push(figure(`spine/bundle-${door}-at-start`, 'kB', [startBytes(meta, `dist/${door}.js`) / 1000]));
  }
  return figures;
}

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { bytes: number; imports: { path: string; kind: string; external?: boolean }[] }>
  >;
}

/** Bytes of a bundle and of the chunks it imports at once; what it loads on first use does not count. */
function startBytes(meta: Metafile, entry: string): number {
  const seen = new Set<string>();
  const visit = (file: string): number => {
    const output = meta.outputs[file];
    if (seen.has(file) || !output) return 0;
    seen.add(file);
    const eager = output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    return output.bytes + eager.reduce((sum, imported) => sum + visit(imported.path), 0);
  };
  return visit(entry);
}
