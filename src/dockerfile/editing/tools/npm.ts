import type { Options, Tool } from './tool.ts';

const INSTALL: Options = {
  '--omit=': ['Leave out a kind of dependencies: `--omit=dev` for the image that runs.'],
  '--include=': ['Install a kind of dependencies although the settings leave it out.'],
  '--only=': ['Old spelling: `--only=production` is `--omit=dev`.'],
  '--production': ['Old spelling of `--omit=dev`.'],
  '--ignore-scripts': ['Run none of the packages’ install scripts.'],
  '--no-audit': ['Do not ask for known vulnerabilities.'],
  '--no-fund': ['Do not print who asks for funding.'],
  '--prefer-offline': ['Take what is in the cache without asking whether it is current.'],
  '--legacy-peer-deps': ['Install although peer dependencies do not fit.'],
  '--no-save': ['Leave package.json as it is.'],
};

export const npm: Tool = {
  names: ['npm'],
  about: ['Package manager of Node.js.'],
  options: {
    '-g --global': ['Install for all users, as a command.'],
    '--prefix=': ['Work in another folder.'],
    '--registry=': ['Registry to use.'],
    '--loglevel=': ['How much is printed: `error`, `warn`, `silent`.'],
    '--silent': ['Print nothing.'],
    '--cache=': ['Folder of the cache.'],
    '-w= --workspace=': ['Work in one workspace only.'],
    '--unsafe-perm': ['Obsolete: run scripts as root.'],
  },
  commands: {
    ci: {
      about: ['Installs exactly what package-lock.json says, and fails where package.json differs: for builds.'],
      options: INSTALL,
    },
    install: {
      about: ['Installs dependencies, or packages: `name@1.2.3`. In a build `npm ci` is exact.'],
      options: INSTALL,
    },
    i: { about: ['Installs dependencies, or packages: `name@1.2.3`. In a build `npm ci` is exact.'], options: INSTALL },
    run: {
      about: ['Runs a script of package.json.'],
      options: { '--if-present': ['Do not fail where there is no such script.'] },
    },
    test: { about: ['Runs the script `test`.'] },
    start: { about: ['Runs the script `start`. As CMD it stands between the container’s signals and the program.'] },
    prune: {
      about: ['Removes packages that are not needed.'],
      options: { '--omit=': ['Leave out a kind of dependencies: `--omit=dev` for the image that runs.'] },
    },
    rebuild: { about: ['Compiles native packages again.'] },
    cache: { about: ['The cache: `npm cache clean --force`.'] },
    'cache clean': {
      about: ['Empties the cache.'],
      options: { '--force': ['Do it although the cache mends itself.'] },
    },
    config: { about: ['Changes the configuration.'] },
    pack: { about: ['Makes a package.'] },
    uninstall: { about: ['Removes packages.'] },
    audit: { about: ['Tells of known vulnerabilities.'] },
    exec: { about: ['Runs a command of a package.'] },
  },
};
