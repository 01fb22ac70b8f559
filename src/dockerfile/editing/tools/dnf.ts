import type { Tool } from './tool.ts';

export const dnf: Tool = {
  names: ['dnf', 'yum', 'microdnf', 'tdnf'],
  about: ['Package manager of Fedora, Red Hat Enterprise Linux and their like.'],
  options: {
    '-y --assumeyes': ['Answer yes to every question: a build has nobody to ask.'],
    '-q --quiet': ['Print less.'],
    '--nodocs': ['Install no documentation.'],
    '--setopt=': ['Set an option of the configuration, such as `install_weak_deps=False` or `tsflags=nodocs`.'],
    '--enablerepo=': ['Use a repository that is off.'],
    '--disablerepo=': ['Leave a repository out.'],
    '--installroot=': ['Install below another root, for a small image made from scratch.'],
    '--releasever=': ['Release to take packages of; needed with `--installroot`.'],
    '--nogpgcheck': ['Take packages whose signature is not checked.'],
    '--allowerasing': ['Remove packages that are in the way.'],
    '--best': ['Take the newest version, or fail.'],
    '--noplugins': ['Load no plugins.'],
  },
  commands: {
    install: {
      about: ['Installs packages. Clean up in the same RUN with `clean all`, unless the folder is a cache mount.'],
    },
    update: {
      about: ['Upgrades what is installed. A newer base image does the same, and the same way on every machine.'],
    },
    upgrade: {
      about: ['Upgrades what is installed. A newer base image does the same, and the same way on every machine.'],
    },
    remove: { about: ['Removes packages; in the RUN that installed them, or the space is not won back.'] },
    autoremove: { about: ['Removes packages that nothing needs any more.'] },
    clean: { about: ['Empties the cache: `clean all`.'] },
    'clean all': { about: ['Removes everything that was fetched: packages, lists and keys.'] },
    makecache: { about: ['Fetches the lists of packages.'] },
    reinstall: { about: ['Installs packages again that are there already.'] },
    groupinstall: { about: ['Installs a group of packages.'] },
    module: { about: ['Picks streams of modules: `module enable nodejs:22`.'] },
    'config-manager': { about: ['Adds repositories or changes them.'] },
  },
};
