import type { Options, Tool } from './tool.ts';

const INSTALL: Options = {
  '--no-install-recommends': ['Install what is needed only, without what packages merely recommend.'],
  '--no-upgrade': ['Leave packages that are installed already as they are.'],
  '--only-upgrade': ['Upgrade installed packages; install no new ones.'],
  '--reinstall': ['Install packages again that are there already.'],
  '-f --fix-broken': ['Mend dependencies that are broken.'],
  '-m --fix-missing': ['Go on without packages that cannot be fetched.'],
  '--allow-downgrades': ['Let versions go down.'],
  '--allow-remove-essential': ['Let essential packages be removed.'],
  '-t= --target-release=': ['Release to take versions from, such as `bookworm-backports`.'],
  '-d --download-only': ['Fetch only, install nothing.'],
};

export const aptGet: Tool = {
  names: ['apt-get', 'apt'],
  about: [
    'Package manager of Debian and Ubuntu. `apt-get` is for scripts, `apt` for people: its output and options may change.',
  ],
  options: {
    '-y --yes --assume-yes': ['Answer yes to every question: a build has nobody to ask.'],
    '-q --quiet': ['Print less; `-qq` only errors.'],
    '-o= --option=': ['Set an option of the configuration, such as `Acquire::Retries=3`.'],
    '--allow-unauthenticated': ['Take packages whose signature cannot be checked.'],
    '--force-yes': ['Obsolete, and dangerous: also takes packages that are not authenticated.'],
  },
  commands: {
    update: {
      about: ['Fetches the lists of packages. Use it in the same RUN as `install`, so that the lists are never stale.'],
    },
    install: {
      about: [
        'Installs packages. Clean up in the same RUN with `rm -rf /var/lib/apt/lists/*`, unless the folder is a cache mount.',
      ],
      options: INSTALL,
    },
    upgrade: {
      about: ['Upgrades what is installed. A newer base image does the same, and the same way on every machine.'],
    },
    'dist-upgrade': { about: ['Upgrades, and installs or removes packages for it.'] },
    'full-upgrade': { about: ['Upgrades, and installs or removes packages for it.'] },
    remove: { about: ['Removes packages; their configuration stays. Space of earlier layers is not won back.'] },
    purge: { about: ['Removes packages with their configuration. Space of earlier layers is not won back.'] },
    autoremove: {
      about: ['Removes packages that nothing needs any more.'],
      options: { '--purge': ['Remove their configuration, too.'] },
    },
    clean: { about: ['Empties `/var/cache/apt/archives`. The official images do so after every install.'] },
    autoclean: { about: ['Removes fetched packages that cannot be fetched any more.'] },
    'build-dep': { about: ['Installs what is needed to build a package.'] },
    download: { about: ['Fetches a package into the current folder.'] },
    source: { about: ['Fetches the source of a package.'] },
  },
};
