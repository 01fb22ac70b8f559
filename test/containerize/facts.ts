import type { FileEntry, Files } from '../../src/go/files.ts';
import type { HealthRoute } from '../../src/go/answers.ts';
import type { EnvVariable, GoModule, GoProject, Listener, Place, Program } from '../../src/go/project.ts';

/** Files of a test, by path. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => Promise.resolve(texts[path] ?? null),
    list: (folder) => {
      const prefix = folder === '' || folder === '.' ? '' : `${folder}/`;
      const entries = new Map<string, FileEntry>();
      for (const path of Object.keys(texts)) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        entries.set(name, { name, folder: rest.length > 0 });
      }
      return Promise.resolve([...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
    },
  };
}

export const place: Place = { file: 'main.go', start: 0, end: 4, line: 1 };

export function listener(port: number | null, change: Partial<Listener> = {}): Listener {
  return { ...place, port, protocol: 'http', bind: 'all', configuredBy: [], certainty: 'known', ...change };
}

export function variable(name: string, change: Partial<EnvVariable> = {}): EnvVariable {
  return { ...place, name, secret: false, required: false, default: null, certainty: 'known', ...change };
}

export function health(path: string, purpose: HealthRoute['purpose'], port: number | null = 8080): HealthRoute {
  return { ...place, path, protocol: 'http', port, purpose, certainty: 'known' };
}

export function module(change: Partial<GoModule> = {}): GoModule {
  return {
    dir: '.',
    module: 'example.com/shop',
    go: '1.26',
    toolchain: null,
    vendor: false,
    requires: [],
    hasGoSum: true,
    replaces: [],
    workspace: null,
    tools: [],
    retracts: [],
    ...change,
  };
}

export function program(change: Partial<Program> = {}): Program {
  return {
    package: './cmd/shop',
    moduleDir: '.',
    name: 'shop',
    resolvedBy: 'syntax',
    kind: 'server',
    main: { file: 'cmd/shop/main.go', start: 20, end: 24, line: 9 },
    libraries: [],
    command: null,
    listens: [listener(8080)],
    routes: [],
    health: [],
    metrics: null,
    env: [],
    cgo: { needed: false, because: null, certainty: 'known' },
    embeds: [],
    packageFiles: [],
    runtimeFiles: [],
    writes: [],
    outboundTls: true,
    timezones: false,
    userLookups: false,
    processes: [],
    kubernetes: null,
    profiles: [],
    runtimeLimits: { memory: null, processors: null },
    versionVariables: [],
    frontEnds: [],
    shutdown: { signals: ['SIGTERM'], graceful: true, timeoutSeconds: null, certainty: 'known' },
    ...change,
  };
}

export function project(change: Partial<GoProject> = {}): GoProject {
  return {
    modules: [module()],
    programs: [program()],
    errors: [],
    toolchain: { version: null, because: null },
    ...change,
  };
}

/** The source of the least module, for plans whose files do not matter. */
export const source = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'go.sum': '',
  'cmd/shop/main.go': 'package main\n',
};
