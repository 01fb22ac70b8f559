// Builds the doors (extension, server and its thread for Go, command line) as ESM with shared chunks, the pages of webviews beside them, and copies what they read at run time.
import { build, context } from 'esbuild';
import { chmod, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { checkLayers } from './scripts/check-layers.mjs';

const require = createRequire(import.meta.url);
const watch = process.argv.includes('--watch');
const dist = path.join(import.meta.dirname, 'dist');

/** CommonJS packages inside an ESM bundle still ask for `require` and `__dirname`. */
const banner = [
  "import { createRequire as createRequireForBundle } from 'node:module';",
  'const require = createRequireForBundle(import.meta.url);',
  'const __dirname = import.meta.dirname;',
].join('\n');

/**
 * Modules that a bundle must not carry: native parts, what dockerode needs only for ways to an engine that Gantry has its
 * own of (ssh, BuildKit sessions, archives), and the formatter inside yaml-language-server.
 */
const emptyModules =
  /^(?:cpu-features|ssh2|@grpc\/(?:grpc-js|proto-loader)|protobufjs|tar-fs|@balena\/dockerignore|prettier(?:\/.*)?|.*\.node)$/;

/** @type {import('esbuild').Plugin} */
const leaveOut = {
  name: 'leave-out',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: emptyModules }, ({ path: name }) => ({ path: name, namespace: 'empty' }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: {
    extension: 'src/extension/extension.ts',
    server: 'src/server/server.ts',
    'go-worker': 'src/disk/go-worker.ts',
    'go-share-worker': 'src/disk/go-share-worker.ts',
    cli: 'src/cli/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  target: 'node20',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  external: ['vscode'],
  // Its main file is UMD, which asks for its parts with a `require` that no bundler follows.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  banner: { js: banner },
  plugins: [leaveOut],
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * Pages of webviews: for the browser inside the editor, each one file of code and one of style.
 *
 * @type {import('esbuild').BuildOptions}
 */
const pages = {
  entryPoints: { contract: 'src/webview/contract.ts', 'contract-style': 'src/webview/contract.css' },
  outdir: 'dist/webview',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
if (watch) {
  for (const each of [options, pages]) await (await context(each)).watch();
  await copyData();
  console.log('watching');
} else {
  const [{ metafile }, { metafile: ofPages }] = await Promise.all([build(options), build(pages)]);
  await copyData();
  await writeFile(path.join(dist, 'meta.json'), JSON.stringify(metafile));
  const lost = Object.keys(metafile.inputs).filter((file) => file.includes('/umd/'));
  const problems = [
    ...checkLayers(metafile),
    ...checkLayers(ofPages),
    ...lost.map((file) => `${file} is UMD: it would look for its parts beside the bundle; give it an alias`),
  ];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}

async function copyData() {
  await copySchemas();
  await copyHelper();
  // The command line stays one stable file name; Node 20 loads the ESM bundle from it. A young generation that grows to
  // three times 16 MB is of no use to a program of a second (src/cli/young-generation.ts lets it grow a little), nor is an old
  // one that grows fourfold before it is cleaned. Marking beside the program spares an editor pauses; here it only lets the heap
  // grow past its limit meanwhile, and takes all that is made in that time for alive: 360 MB in place of 280 for 500,000 lines.
  const flags = "['--semi-space-growth-factor=1', '--heap-growing-percent=50', '--no-incremental-marking']";
  const small = `${flags}.forEach(require('node:v8').setFlagsFromString);`;
  // Half of the time to report on one small file is compiling this code: Node 22 and newer keep what they compiled.
  const cache = "require('node:module').enableCompileCache?.();";
  const start = "import('./cli.js').then((cli) => cli.main());";
  await writeFile(path.join(dist, 'cli.cjs'), `#!/usr/bin/env node\n${small}\n${cache}\n${start}\n`);
  await chmod(path.join(dist, 'cli.cjs'), 0o755);
}

/** The source of the helper that the user's own Go builds. */
async function copyHelper() {
  const from = path.join(import.meta.dirname, 'src', 'toolchain', 'helper');
  await mkdir(path.join(dist, 'helper'), { recursive: true });
  for (const name of await readdir(from)) await copyFile(path.join(from, name), path.join(dist, 'helper', name));
}

async function copySchemas() {
  const to = path.join(dist, 'schemas');
  await mkdir(to, { recursive: true });
  const names = (await readdir('schemas')).filter((name) => name.endsWith('.br'));
  for (const name of names) await copyFile(path.join('schemas', name), path.join(to, name));
}
