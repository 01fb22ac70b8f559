import { type Command, programName } from '../../shell/commands.ts';

const SCRIPT =
  /\.(?:sh|bash|py)$|^(?:bash|sh|dash|ash|source|\.|eval|make|aptitude|apt-fast|gdebi|mk-build-deps|playwright|npx|install_packages|install-php-extensions|ansible-playbook|xx-(?:apt|apt-get|apk))$/;

/** Whether a command runs something that this file does not show, and that may call a package manager. */
export function mayInstall(command: Command): boolean {
  const name = programName(command);
  return SCRIPT.test(name) || /^(?:\.{1,2}\/|\/(?!usr\/|bin\/|sbin\/)|\$)/.test(command.words[0]?.value ?? '');
}
