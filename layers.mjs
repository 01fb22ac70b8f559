/**
 * The architecture as a table: which folder of src/ may use which other folder, and which outside modules.
 * ESLint turns it into import rules (eslint.config.mjs); the build checks the same table on esbuild's metafile,
 * so that `import()` and `require` do not slip through (scripts/check-layers.mjs).
 *
 * @typedef {{ folders: readonly string[], modules: readonly string[], because: string }} Layer
 * @type {Readonly<Record<string, Layer>>}
 */
export const layers = {
  words: { folders: [], modules: [], because: 'messages and problems are plain data that every folder shares' },
  lint: { folders: ['words'], modules: [], because: 'the kernel knows no language, no editor and no file system' },
  config: {
    folders: ['words', 'lint'],
    modules: ['yaml', 'picomatch', 'ignore'],
    because: 'configuration is text in, a plain object out',
  },
  shell: { folders: ['words', 'lint'], modules: [], because: 'shell code is read as text, wherever it stands' },
  dockerfile: {
    folders: ['words', 'lint', 'shell'],
    modules: [],
    because: 'Dockerfile knowledge is pure functions of text',
  },
  cel: {
    folders: [],
    modules: ['@marcbachmann/cel-js', '@bufbuild/re2'],
    because: 'the only folder that knows the CEL library; it is loaded where an expression is to be read',
  },
  kubernetes: {
    // Of `cel` only the shape of a compiled expression: who compiles hands it in.
    folders: ['words', 'lint', 'cel/types.ts'],
    modules: ['yaml', 'yaml-language-server'],
    because: 'manifest knowledge is pure functions of text; bytes of schemas are handed in',
  },
  go: { folders: ['words'], modules: ['yaml'], because: 'the analyser reads through `Files` only' },
  contract: {
    folders: ['words', 'lint', 'shell', 'dockerfile', 'kubernetes', 'go'],
    modules: [],
    because: 'the contract joins the three domains and does nothing else',
  },
  project: {
    folders: ['words', 'lint', 'config', 'shell', 'dockerfile', 'kubernetes', 'go', 'contract', 'cel/types.ts'],
    modules: [],
    because: 'a project joins the languages of one folder for every door, and reads nothing itself',
  },
  containerize: {
    // Of `config` only what settings of images are: a plan is handed them as choices.
    // Of `contract` only which programs a Dockerfile builds, what does not work of it, and where arguments make them listen: plan and contract must agree.
    folders: [
      'words',
      'go',
      'shell',
      'dockerfile',
      'kubernetes',
      'config/image-settings.ts',
      'contract/builds/built-programs.ts',
      'contract/matching/program-names.ts',
      'contract/ports/effective-listener.ts',
      'contract/images/foreign-image.ts',
      'contract/images/image-name.ts',
      'contract/builds/golang-image.ts',
      'contract/dockerfile-faults.ts',
      'lint/fix.ts',
    ],
    modules: ['yaml'],
    because: 'a plan is a pure function of facts and choices',
  },
  docker: {
    // Of `dockerfile` only what a .dockerignore means: the context that is sent, and what the editor says of it, must agree.
    folders: ['words', 'dockerfile/files/ignore-file.ts'],
    modules: ['dockerode', 'node:'],
    because: 'the only folder that talks to a container engine',
  },
  cluster: {
    // Of `contract` only the shape of what it is told of a cluster.
    folders: ['words', 'contract/live/live-cluster.ts'],
    modules: ['@kubernetes/client-node', 'yaml', 'node:'],
    because: 'the only folder that talks to a Kubernetes cluster',
  },
  disk: {
    folders: ['words', 'go', 'kubernetes/schema/packed.ts'],
    modules: ['ignore', 'node:'],
    because: 'how the doors on Node see folders; the thread that reads Go for the server joins the two',
  },
  processes: {
    folders: ['words'],
    modules: ['node:'],
    because: 'finds and runs programs of the user, in bounded time; knows none of them',
  },
  toolchain: {
    folders: ['words', 'go', 'processes'],
    modules: ['node:'],
    because: 'the only folder that runs the Go toolchain of the user',
  },
  shellcheck: {
    folders: ['words', 'shell'],
    modules: ['node:'],
    because: 'the only folder that runs the ShellCheck of the user',
  },
  helm: { folders: ['words'], modules: ['node:'], because: 'the only folder that runs the Helm of the user' },
  prove: {
    folders: ['words', 'go', 'dockerfile', 'kubernetes', 'containerize', 'docker'],
    modules: [],
    because: 'a proof runs what containerize wrote',
  },
  server: {
    folders: [
      'words',
      'lint',
      'config',
      'project',
      'shell',
      'dockerfile',
      'kubernetes',
      'cel',
      'go',
      'contract',
      'containerize',
      'disk',
      'processes',
      'shellcheck',
      'toolchain',
    ],
    modules: [
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'vscode-languageserver-types',
      'vscode-uri',
      'node:',
    ],
    because:
      'the only folder that knows the language server protocol; it connects to nothing, and runs nothing but the ShellCheck and the Go toolchain of the user',
  },
  cli: {
    folders: [
      'words',
      'lint',
      'config',
      'project',
      'shell',
      'dockerfile',
      'kubernetes',
      'cel',
      'go',
      'contract',
      'containerize',
      'prove',
      'docker',
      'cluster',
      'disk',
      'processes',
      'shellcheck',
      'toolchain',
    ],
    modules: ['node:'],
    because: 'a door: it may use every domain, never another door',
  },
  extension: {
    folders: [
      'words',
      'lint',
      'config',
      'project',
      'shell',
      'dockerfile',
      'kubernetes',
      'go',
      'contract',
      'containerize',
      'prove',
      'docker',
      'cluster',
      'disk',
      'helm',
      'server/protocol.ts',
      'webview/messages.ts',
    ],
    modules: ['vscode', 'vscode-languageclient', 'vscode-uri', 'node:'],
    because: 'the only folder that imports vscode; it talks to the server by messages (server/protocol.ts)',
  },
  webview: { folders: ['webview/messages.ts'], modules: [], because: 'browser code knows only its message contract' },
};

/**
 * Rooms of a folder that the rest of it stands on: of their own folder they may use only these.
 *
 * @type {Readonly<Record<string, { uses: readonly string[], because: string }>>}
 */
export const rooms = {
  'go/syntax': { uses: ['project.ts'], because: 'a file is read whatever its project is' },
  'go/modules': {
    uses: ['syntax', 'analysis-memory.ts', 'files.ts', 'paths.ts', 'project.ts', 'settled.ts'],
    because: 'which files there are does not hang on what their code does',
  },
  'go/libraries': {
    uses: ['answers.ts', 'project.ts', 'values/setting.ts'],
    because: 'a table of what libraries do knows no code that calls them',
  },
  'go/code': {
    uses: [
      'syntax',
      'modules',
      'libraries',
      'incremental',
      'analysis-memory.ts',
      'paths.ts',
      'project.ts',
      'settled-facts.ts',
      'values/setting.ts',
    ],
    because: 'what a program links and calls does not hang on the values in it',
  },
  'contract/build-files': {
    uses: ['compose', 'images/image-name.ts'],
    because: 'what describes a build is read whatever it builds',
  },
};
