import type { Tool } from './tool.ts';

export const pip: Tool = {
  names: ['pip', 'pip3', 'pip2'],
  about: ['Package installer of Python.'],
  options: {
    '--no-cache-dir': ['Keep nothing that was fetched: a smaller layer. Not with a cache mount of `/root/.cache/pip`.'],
    '-q --quiet': ['Print less.'],
    '--disable-pip-version-check': ['Do not look for a newer pip.'],
    '--root-user-action=': ['`ignore`: no warning about running as root.'],
    '-i= --index-url=': ['Package index to use instead of PyPI.'],
    '--extra-index-url=': ['One more package index. A name on both may come from either.'],
    '--trusted-host=': ['Do not check the certificate of this host.'],
    '--proxy=': ['Proxy to go through.'],
  },
  commands: {
    install: {
      about: ['Installs packages; `name==1.2.3` says which version, `-r` reads them from a file.'],
      options: {
        '-r= --requirement=': ['Read what to install from a file.'],
        '-c= --constraint=': ['Hold versions to those in a file.'],
        '-U --upgrade': ['Upgrade packages that are there already.'],
        '-e= --editable=': ['Install a project so that changes of its source count at once.'],
        '--user': ['Install into the home folder.'],
        '-t= --target=': ['Install into a folder.'],
        '--prefix=': ['Install below a folder, to be copied into the next stage.'],
        '--no-deps': ['Install no dependencies.'],
        '--require-hashes': ['Take only packages whose hash is in the requirements file.'],
        '--no-index': ['Ask no package index; with `--find-links`.'],
        '-f= --find-links=': ['Look for packages in a folder or on a page.'],
        '--only-binary=': ['Take wheels only: nothing is compiled.'],
        '--no-binary=': ['Build from source.'],
        '--pre': ['Take pre-releases, too.'],
        '--break-system-packages': ['Install into a Python that the distribution manages.'],
        '--no-build-isolation': ['Build with what is installed.'],
      },
    },
    wheel: { about: ['Builds wheels, to be installed in the next stage without compilers.'] },
    download: { about: ['Fetches packages, installs nothing.'] },
    uninstall: {
      about: ['Removes packages.'],
      options: { '-y --yes': ['Answer yes to every question: a build has nobody to ask.'] },
    },
    freeze: { about: ['Lists what is installed, with versions.'] },
    check: { about: ['Tells whether what is installed fits together.'] },
    'cache purge': { about: ['Removes everything that was fetched.'] },
    config: { about: ['Changes the configuration.'] },
  },
};
