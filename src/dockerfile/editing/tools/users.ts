import type { Tool } from './tool.ts';

export const useradd: Tool = {
  names: ['useradd'],
  about: ['Makes a user (Debian, Fedora and their like).'],
  options: {
    '-r --system': ['A system user: low id, no home folder.'],
    '-u= --uid=': ['Its number. A fixed one lets Kubernetes check `runAsNonRoot`.'],
    '-g= --gid=': ['Its first group.'],
    '-G= --groups=': ['Its other groups.'],
    '-U --user-group': ['Make a group of the same name.'],
    '-m --create-home': ['Make the home folder.'],
    '-M --no-create-home': ['Make no home folder.'],
    '-d= --home-dir=': ['Its home folder.'],
    '-s= --shell=': ['Its shell; `/usr/sbin/nologin` for none.'],
    '-l --no-log-init': ['Do not write the log of log-ins: with a high id that file becomes huge.'],
    '-c= --comment=': ['Its full name.'],
  },
  commands: {},
};

export const adduser: Tool = {
  names: ['adduser'],
  about: ['Makes a user (Alpine, and in its own way Debian).'],
  options: {
    '-D --disabled-password': ['No password, and no question for one.'],
    '-S --system': ['A system user: low id.'],
    '-H --no-create-home': ['Make no home folder.'],
    '-u= --uid=': ['Its number. A fixed one lets Kubernetes check `runAsNonRoot`.'],
    '-G= --ingroup=': ['Its group.'],
    '-h= --home=': ['Its home folder.'],
    '-s= --shell=': ['Its shell; `/sbin/nologin` for none.'],
    '-g= --gecos=': ['Its full name.'],
  },
  commands: {},
};
