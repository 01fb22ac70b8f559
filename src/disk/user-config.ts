import path from 'node:path';

/**
 * Where hadolint looks for a configuration file when the project has none, in its order (absolute). Both spellings of the
 * ending count.
 */
export function userHadolintFiles(env: NodeJS.ProcessEnv, home: string): string[] {
  const settings = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CONFIG_HOME'];
  const places = [
    ...(settings ? [path.join(settings, 'hadolint')] : []),
    path.join(home, '.config', 'hadolint'),
    path.join(home, '.hadolint', 'hadolint'),
    path.join(home, 'hadolint', 'config'),
    path.join(home, '.hadolint'),
  ];
  return places.flatMap((place) => [`${place}.yaml`, `${place}.yml`]);
}
