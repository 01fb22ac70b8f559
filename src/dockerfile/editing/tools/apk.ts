import type { Tool } from './tool.ts';

export const apk: Tool = {
  names: ['apk'],
  about: ['Package manager of Alpine Linux.'],
  options: {
    '--no-cache': ['Fetch the index for this call only and keep nothing: no `apk update`, nothing to clean up.'],
    '-q --quiet': ['Print less.'],
    '-U --update-cache': ['Fetch the index first.'],
    '-X= --repository=': ['Take packages from one more repository.'],
    '-p= --root=': ['Install below another root.'],
    '--allow-untrusted': ['Take packages whose signature cannot be checked.'],
    '--no-progress': ['Draw no progress bar.'],
  },
  commands: {
    add: {
      about: ['Installs packages; `name=1.2.3-r0` or `name~1.2` says which version.'],
      options: {
        '-t= --virtual=': [
          'Put the packages under one name, such as `.build-deps`, so that `apk del` takes them away together.',
        ],
        '-u --upgrade': ['Upgrade packages that are there already.'],
        '--initdb': ['Make a new package database.'],
        '--no-scripts': ['Run none of the packages’ scripts.'],
      },
    },
    del: { about: ['Removes packages; in the RUN that installed them, or the space is not won back.'] },
    update: { about: ['Fetches the index. With `apk add --no-cache` it is not needed.'] },
    upgrade: {
      about: ['Upgrades what is installed. A newer base image does the same, and the same way on every machine.'],
    },
    fix: { about: ['Mends packages.'] },
    info: { about: ['Lists installed packages.'] },
    search: { about: ['Looks for packages.'] },
  },
};
