import type { Tool } from './tool.ts';

export const yarn: Tool = {
  names: ['yarn'],
  about: ['Package manager of Node.js.'],
  options: {
    '--frozen-lockfile': ['Fail where yarn.lock would have to change (yarn 1).'],
    '--immutable': ['Fail where yarn.lock would have to change (yarn 2 and later).'],
    '--production': ['Leave development dependencies out (yarn 1).'],
    '--ignore-scripts': ['Run none of the packages’ install scripts.'],
    '--non-interactive': ['Ask nothing: a build has nobody to ask.'],
    '--network-timeout=': ['Milliseconds to wait for the registry.'],
    '--cwd=': ['Work in another folder.'],
  },
  commands: {
    install: { about: ['Installs what package.json and yarn.lock say.'] },
    add: { about: ['Installs packages: `name@1.2.3`.'] },
    run: { about: ['Runs a script of package.json.'] },
    build: { about: ['Runs the script `build`.'] },
    'cache clean': { about: ['Empties the cache.'] },
    cache: { about: ['The cache: `yarn cache clean`.'] },
    global: { about: ['Installs for all users, as a command (yarn 1).'] },
    workspaces: { about: ['Works in several workspaces: `workspaces focus --production`.'] },
  },
};

export const pnpm: Tool = {
  names: ['pnpm'],
  about: ['Package manager of Node.js.'],
  options: {
    '--frozen-lockfile': ['Fail where pnpm-lock.yaml would have to change.'],
    '-P --prod': ['Leave development dependencies out.'],
    '--offline': ['Fetch nothing.'],
    '--filter=': ['Work in some packages of the workspace only.'],
    '-g --global': ['Install for all users, as a command.'],
    '--ignore-scripts': ['Run none of the packages’ install scripts.'],
  },
  commands: {
    install: { about: ['Installs what package.json and pnpm-lock.yaml say.'] },
    fetch: { about: ['Fetches what pnpm-lock.yaml names: a layer that package.json does not change.'] },
    deploy: { about: ['Copies one package of a workspace with all that it needs into a folder.'] },
    run: { about: ['Runs a script of package.json.'] },
    add: { about: ['Installs packages: `name@1.2.3`.'] },
    prune: { about: ['Removes packages that are not needed.'] },
    'store prune': { about: ['Removes packages from the store that no project needs.'] },
  },
};
