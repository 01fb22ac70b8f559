/** What the rules know of a package manager: the words of its command line, and the folders it fills. */
export interface PackageManager {
  readonly programs: readonly string[];
  /** Options whose value may be the next word. */
  readonly taking: ReadonlySet<string>;
  /** First words that say what is done only together with the second: `module install`, `cache clean`. */
  readonly groups: ReadonlySet<string>;
  /** What brings packages in. */
  readonly installs: ReadonlySet<string>;
  /** What fetches the list of packages, or what a later install would build on. */
  readonly updates: ReadonlySet<string>;
  /** What asks before it acts. */
  readonly asks: ReadonlySet<string>;
  /** Options that answer. */
  readonly yes: ReadonlySet<string>;
  /** What leaves files in `folders`. */
  readonly fills: ReadonlySet<string>;
  /** What empties `folders`. */
  readonly cleans: ReadonlySet<string>;
  /** Where lists, indexes or downloads stay. */
  readonly folders: readonly string[];
}

/** Words separated by blanks; where a word has two parts, `+` stands between them. */
function words(text: string): ReadonlySet<string> {
  return new Set(text === '' ? [] : text.split(' ').map((word) => word.replace('+', ' ')));
}

const NOTHING = words('');

export const apt: PackageManager = {
  programs: ['apt-get', 'apt'],
  taking: words(
    '-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles',
  ),
  groups: NOTHING,
  installs: words('install reinstall upgrade dist-upgrade full-upgrade build-dep source download satisfy'),
  updates: words('update'),
  asks: words('install upgrade dist-upgrade full-upgrade remove purge build-dep'),
  yes: words('-y --yes --assume-yes'),
  fills: words('update'),
  cleans: NOTHING,
  folders: ['/var/lib/apt/lists'],
};

const RPM_OPTIONS =
  '--enablerepo --disablerepo --repo --repoid --setopt --installroot --releasever -c --config -x --exclude --disableplugin --enableplugin -d --debuglevel -e --errorlevel --rpmverbosity -R --randomwait --disableexcludes --forcearch --advisory --bz --cve --sec-severity --comment --downloaddir --destdir';
const RPM_ASKS =
  'install groupinstall localinstall module+install group+install groups+install environment+install reinstall update upgrade downgrade remove erase distro-sync';

export const yum: PackageManager = {
  programs: ['yum'],
  taking: words(RPM_OPTIONS),
  groups: words('module group groups environment'),
  installs: words('install localinstall groupinstall reinstall upgrade module+install group+install groups+install'),
  updates: words('update makecache check-update'),
  asks: words(RPM_ASKS),
  yes: words('-y --assumeyes'),
  fills: words(
    'install groupinstall localinstall module+install group+install groups+install reinstall update upgrade',
  ),
  cleans: words('clean'),
  folders: ['/var/cache/yum', '/var/cache/dnf'],
};

const DNF_FILLS =
  'install in groupinstall localinstall module+install group+install environment+install reinstall rei update upgrade up upgrade-minimal up-min group+upgrade builddep';

export const dnf: PackageManager = {
  ...yum,
  programs: ['dnf', 'microdnf', 'dnf5', 'tdnf'],
  installs: words(DNF_FILLS.replace(/ update| up(?= )/g, '')),
  updates: words('update up makecache check-update'),
  asks: words(`${RPM_ASKS} ${DNF_FILLS}`),
  fills: words(DNF_FILLS),
  folders: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
};

export const zypper: PackageManager = {
  programs: ['zypper'],
  taking: words(
    '-R --root -c --config --reposd-dir -C --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir -D -p --plus-repo -r --repo --from -t --type --installroot --userdata',
  ),
  groups: NOTHING,
  installs: words('install in source-install si update up patch dist-upgrade dup install-new-recommends inr'),
  updates: words('refresh ref update up'),
  asks: words('install in remove rm source-install si patch update up dist-upgrade dup'),
  yes: words('-n --non-interactive -y --no-confirm'),
  fills: words('install in source-install si remove rm patch update up dist-upgrade dup'),
  cleans: words('clean cc'),
  folders: ['/var/cache/zypp'],
};

export const apk: PackageManager = {
  programs: ['apk'],
  taking: words(
    '-t --virtual -p --root -X --repository --keys-dir --repositories-file --arch --cache-dir --cache-max-age --wait --progress-fd --timeout',
  ),
  groups: NOTHING,
  installs: words('add upgrade fix fetch'),
  updates: words('update'),
  asks: NOTHING,
  yes: NOTHING,
  fills: words('add'),
  cleans: NOTHING,
  folders: ['/var/cache/apk', '/etc/apk/cache'],
};

/** `python`, `python2.7`, `python3`, `python3.13` … */
const PYTHONS = versioned('python', 4, 20);
const PIPS = versioned('pip', 4, 20);

export const pip: PackageManager = {
  programs: [...PIPS, ...PYTHONS, 'pip-3', 'pypy', 'pypy3'],
  taking: words(
    '-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --src --build -b --trusted-host --proxy --no-binary --only-binary --platform --python-version --implementation --abi --progress-bar --timeout --retries --global-option --install-option --build-option --config-settings -C --cache-dir --upgrade-strategy --report --log --use-feature --use-deprecated --cert --client-cert --group --exists-action --python --root-user-action --keyring-provider',
  ),
  groups: words('cache'),
  installs: words('install'),
  updates: NOTHING,
  asks: NOTHING,
  yes: NOTHING,
  fills: words('install'),
  cleans: words('cache+purge'),
  folders: ['/root/.cache/pip'],
};

/** Others that install Python's packages. */
export const pythonTools: PackageManager = {
  ...pip,
  programs: ['pipx', 'uv', 'poetry'],
  taking: words(
    `${[...pip.taking].join(' ')} --pip-args --suffix --with --from --source -G -E --extras -P --project --directory --package`,
  ),
  groups: words('pip tool'),
  installs: words('install add pip+install tool+install'),
  cleans: NOTHING,
};

export const uv: PackageManager = {
  ...pythonTools,
  programs: ['uv'],
  installs: words('pip+install pip+sync tool+install sync add'),
  folders: ['/root/.cache/uv'],
};

export const yarn: PackageManager = {
  programs: ['yarn'],
  taking: words(
    '--cwd --cache-folder --modules-folder --registry --network-timeout --network-concurrency --mutex --proxy --https-proxy --global-folder --prefix --use-yarnrc',
  ),
  groups: words('cache global workspaces'),
  // Without a word it installs.
  installs: words('install add global+add'),
  updates: NOTHING,
  asks: NOTHING,
  yes: NOTHING,
  fills: words('install add global+add'),
  cleans: words('cache+clean'),
  folders: ['/usr/local/share/.cache/yarn', '/root/.cache/yarn', '/root/.yarn/berry/cache'],
};

const NODE_OPTIONS =
  '--registry --prefix -C --loglevel --cache -w --workspace --omit --include --only --tag --userconfig --globalconfig --before --scope --otp --fetch-retries --fetch-timeout --script-shell --filter -F --store-dir --dir --cwd --cache-folder --network-timeout --network-concurrency --mutex --reporter -p --package -c --call';

/** npm and those that are called in its way. */
export const npm: PackageManager = {
  programs: ['npm', 'yarn', 'pnpm'],
  taking: words(NODE_OPTIONS),
  groups: words('global'),
  installs: words('install i in ins inst add global+add dlx'),
  updates: NOTHING,
  asks: NOTHING,
  yes: words('-y --yes'),
  fills: NOTHING,
  cleans: NOTHING,
  folders: [],
};

export const gem: PackageManager = {
  programs: ['gem'],
  taking: words(
    '-v --version -s --source -i --install-dir -n --bindir -P --trust-policy --platform -p --http-proxy -B --bulk-threshold --build-root --document --target-rbconfig --config-file',
  ),
  groups: NOTHING,
  installs: words('install i'),
  updates: NOTHING,
  asks: NOTHING,
  yes: NOTHING,
  fills: NOTHING,
  cleans: NOTHING,
  folders: [],
};

function versioned(name: string, first: number, last: number): string[] {
  const minors = Array.from({ length: last - first + 1 }, (_, index) => `${name}3.${first + index}`);
  return [name, `${name}2`, `${name}2.7`, `${name}3`, ...minors];
}
