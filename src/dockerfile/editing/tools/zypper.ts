import type { Tool } from './tool.ts';

export const zypper: Tool = {
  names: ['zypper'],
  about: ['Package manager of openSUSE and SUSE Linux Enterprise.'],
  options: {
    '-n --non-interactive': ['Ask nothing: a build has nobody to ask.'],
    '-q --quiet': ['Print less.'],
    '--gpg-auto-import-keys': ['Trust and import new keys of repositories.'],
    '--no-gpg-checks': ['Take packages whose signature is not checked.'],
  },
  commands: {
    install: {
      about: ['Installs packages. Clean up in the same RUN with `zypper clean`.'],
      options: {
        '-y --no-confirm': ['Answer yes to every question: a build has nobody to ask.'],
        '--no-recommends': ['Install what is needed only, without what packages merely recommend.'],
        '-l --auto-agree-with-licenses': ['Agree with all licences.'],
      },
    },
    in: { about: ['Installs packages. Clean up in the same RUN with `zypper clean`.'] },
    remove: { about: ['Removes packages; in the RUN that installed them, or the space is not won back.'] },
    refresh: { about: ['Fetches the lists of packages.'] },
    update: {
      about: ['Upgrades what is installed. A newer base image does the same, and the same way on every machine.'],
    },
    'dist-upgrade': { about: ['Upgrades, and installs or removes packages for it.'] },
    clean: { about: ['Empties the cache: `clean all`.'], options: { '-a --all': ['Remove the lists, too.'] } },
    addrepo: { about: ['Adds a repository.'] },
  },
};
