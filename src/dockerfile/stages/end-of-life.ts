import { type ImageReference, officialName } from './image.ts';

/**
 * Release lines and the last day of their security fixes, as known on `TABLE_DATE`. Only lines that ended by then are
 * reported, so that the same file gets the same findings on every day; a new version of this table brings new ones.
 * Sources: go.dev/doc/devel/release (a Go release ends when the second after it is out), the schedules of Node.js and
 * Python, alpinelinux.org/releases, Debian's LTS and Ubuntu's standard support, distroless' support policy.
 */
export const TABLE_DATE = '2026-11-26';

type Lines = Readonly<Record<string, string>>;

const GO: Lines = {
  '1.17': '2022-08-02',
  '1.18': '2023-02-01',
  '1.19': '2023-08-08',
  '1.20': '2024-02-06',
  '1.21': '2024-08-13',
  '1.22': '2025-02-11',
  '1.23': '2025-08-12',
  '1.24': '2026-02-10',
  '1.25': '2026-08-18',
  '1.26': '2027-02-28',
  '1.27': '2027-08-31',
};
/** Lines before the oldest that is listed are as dead as it. */
const GO_BEFORE = '2022-03-15';

const NODE: Lines = {
  ...{ 4: '2018-04-30', 5: '2016-06-30', 6: '2019-04-30', 7: '2017-06-30', 8: '2019-12-31', 9: '2018-06-30' },
  ...{ 10: '2021-04-30', 11: '2019-06-30', 12: '2022-04-30', 13: '2020-06-01', 14: '2023-04-30', 15: '2021-06-01' },
  ...{ 16: '2023-09-11', 17: '2022-06-01', 18: '2025-04-30', 19: '2023-06-01', 20: '2026-04-30', 21: '2024-06-01' },
  ...{ 22: '2027-04-30', 23: '2025-06-01', 24: '2028-04-30', 25: '2026-06-01', 26: '2029-04-30' },
};
const NODE_NAMES: Lines = {
  ...{ argon: '4', boron: '6', carbon: '8', dubnium: '10', erbium: '12', fermium: '14', gallium: '16' },
  ...{ hydrogen: '18', iron: '20', jod: '22', krypton: '24' },
};

const PYTHON: Lines = {
  ...{ '2.7': '2020-01-01', '3.4': '2019-03-18', '3.5': '2020-09-30', '3.6': '2021-12-23', '3.7': '2023-06-27' },
  ...{ '3.8': '2024-10-07', '3.9': '2025-10-31', '3.10': '2026-10-31', '3.11': '2027-10-31', '3.12': '2028-10-31' },
  ...{ '3.13': '2029-10-31', '3.14': '2030-10-31' },
};

const ALPINE: Lines = {
  ...{ '3.3': '2017-11-01', '3.4': '2018-05-01', '3.5': '2018-11-01', '3.6': '2019-05-01', '3.7': '2019-11-01' },
  ...{ '3.8': '2020-05-01', '3.9': '2020-11-01', '3.10': '2021-05-01', '3.11': '2021-11-01', '3.12': '2022-05-01' },
  ...{ '3.13': '2022-11-01', '3.14': '2023-05-01', '3.15': '2023-11-01', '3.16': '2024-05-23', '3.17': '2024-11-22' },
  ...{ '3.18': '2025-05-09', '3.19': '2025-11-01', '3.20': '2026-04-01', '3.21': '2026-11-01', '3.22': '2027-05-01' },
  ...{ '3.23': '2027-11-01', '3.24': '2028-05-01' },
};

/** Ends of long-term support: Debian's images get its updates. */
const DEBIAN: Lines = {
  ...{ 7: '2018-05-31', 8: '2020-06-30', 9: '2022-06-30', 10: '2024-06-30', 11: '2026-08-31' },
  ...{ 12: '2028-06-30', 13: '2030-06-30' },
};
const DEBIAN_NAMES: Lines = {
  ...{ wheezy: '7', jessie: '8', stretch: '9', buster: '10', bullseye: '11', bookworm: '12', trixie: '13' },
};

const UBUNTU: Lines = {
  ...{ '14.04': '2019-04-25', '16.04': '2021-04-30', '18.04': '2023-05-31', '20.04': '2025-05-31' },
  ...{ '21.04': '2022-01-20', '21.10': '2022-07-14', '22.10': '2023-07-20', '23.04': '2024-01-20' },
  ...{ '23.10': '2024-07-12', '24.10': '2025-07-10', '25.04': '2026-01-17', '25.10': '2026-07-01' },
  ...{ '22.04': '2027-04-01', '24.04': '2029-05-31', '26.04': '2031-04-30' },
};
const UBUNTU_NAMES: Lines = {
  ...{ trusty: '14.04', xenial: '16.04', bionic: '18.04', focal: '20.04', hirsute: '21.04', impish: '21.10' },
  ...{ kinetic: '22.10', lunar: '23.04', mantic: '23.10', oracular: '24.10', plucky: '25.04', questing: '25.10' },
  ...{ jammy: '22.04', noble: '24.04', resolute: '26.04' },
};

const CENTOS: Lines = { 6: '2020-11-30', 7: '2024-06-30', 8: '2021-12-31' };

/** The -debianN images; a year after the next Debian for the newest two, as the project announced. */
const DISTROLESS: Lines = { 9: '2022-06-30', 10: '2022-09-01', 11: '2024-06-01', 12: '2026-08-09', 13: '2028-08-09' };

interface Product {
  readonly lines: Lines;
  readonly names?: Lines;
  /** How many numbers name a line. */
  readonly parts: 1 | 2;
  /** End of everything before the oldest line that is listed. */
  readonly before?: string;
  /** The line to move to. */
  readonly newest: string;
}

const PRODUCTS: Readonly<Record<string, Product>> = {
  golang: { lines: GO, parts: 2, before: GO_BEFORE, newest: '1.27' },
  node: { lines: NODE, names: NODE_NAMES, parts: 1, newest: '24' },
  python: { lines: PYTHON, parts: 2, newest: '3.14' },
  alpine: { lines: ALPINE, parts: 2, newest: '3.24' },
  debian: { lines: DEBIAN, names: DEBIAN_NAMES, parts: 1, newest: '13' },
  ubuntu: { lines: UBUNTU, names: UBUNTU_NAMES, parts: 2, newest: '26.04' },
  centos: { lines: CENTOS, parts: 1, newest: '' },
  distroless: { lines: DISTROLESS, parts: 1, newest: '13' },
};

/** A release line that an image is made of. */
export interface ReleaseLine {
  /** `Go`, `Debian`, … as people write it. */
  readonly product: string;
  readonly line: string;
  /** The last day of security fixes, `2026-04-30`. */
  readonly end: string;
  readonly ended: boolean;
  /** The same reference on a line that lives; undefined where there is no sure one. */
  readonly successor: string | undefined;
}

const TITLES: Lines = {
  ...{ golang: 'Go', node: 'Node.js', python: 'Python', alpine: 'Alpine', debian: 'Debian', ubuntu: 'Ubuntu' },
  ...{ centos: 'CentOS', distroless: 'Distroless on Debian' },
};

/** The release lines that an image's name tells: its own, and that of the distribution below it. */
export function releaseLines(image: ImageReference): ReleaseLine[] {
  if (image.registry === 'gcr.io' && image.repository.startsWith('distroless/')) return distroless(image);
  const name = officialName(image);
  if (name === undefined || image.tag === null) return [];
  const [version = '', ...variant] = image.tag.split('-');
  const own = PRODUCTS[name] ? releaseLine(name, version, (line) => withTag(name, line, variant)) : undefined;
  const below = variant.map((part) => distributionOf(part)).find((found) => found !== undefined);
  return [own, name === 'debian' || name === 'ubuntu' ? undefined : below].filter((line) => line !== undefined);
}

/** The newest release line of an official image, `1.27` of `golang`; undefined for images that the table does not know. */
export function newestLine(image: ImageReference): string | undefined {
  return PRODUCTS[officialName(image) ?? '']?.newest || undefined;
}

/** The release line of a Go version such as `1.22`; undefined for versions that the table does not know. */
export function goRelease(version: string): ReleaseLine | undefined {
  return releaseLine('golang', version, () => undefined);
}

/** The oldest Go line that still gets fixes, `1.26`. */
export const OLDEST_SUPPORTED_GO = Object.entries(GO)
  .filter(([, end]) => end >= TABLE_DATE)
  .map(([line]) => line)[0] as string;

function releaseLine(
  name: string,
  version: string,
  successor: (line: string) => string | undefined,
): ReleaseLine | undefined {
  const product = PRODUCTS[name];
  if (!product) return undefined;
  const numbers = /^v?(\d+)(?:\.(\d+))?/.exec(version);
  const [, major = '', minor] = numbers ?? [];
  if (numbers && product.parts === 2 && minor === undefined) return undefined;
  const line = numbers ? (product.parts === 1 ? major : `${major}.${minor ?? ''}`) : product.names?.[version];
  if (line === undefined) return undefined;
  const end = product.lines[line] ?? (product.before !== undefined && isBefore(line, product) ? product.before : null);
  if (end === null) return undefined;
  const to = product.newest === '' ? undefined : successor(product.newest);
  return { product: TITLES[name] ?? name, line, end, ended: end < TABLE_DATE, successor: to };
}

function isBefore(line: string, { lines }: Product): boolean {
  const oldest = Object.keys(lines)[0] ?? '';
  const [major = 0, minor = 0] = line.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = oldest.split('.').map(Number);
  return major < oldMajor || (major === oldMajor && minor < oldMinor);
}

/** `alpine3.18`, `bullseye`, `focal` in the tag of an image of something else. */
function distributionOf(part: string): ReleaseLine | undefined {
  const alpine = /^alpine(3\.\d+)$/.exec(part)?.[1];
  if (alpine !== undefined) return releaseLine('alpine', alpine, () => undefined);
  if (DEBIAN_NAMES[part] !== undefined) return releaseLine('debian', part, () => undefined);
  return UBUNTU_NAMES[part] === undefined ? undefined : releaseLine('ubuntu', part, () => undefined);
}

function distroless({ repository, tag }: ImageReference): ReleaseLine[] {
  const debian = /-debian(\d+)$/.exec(repository)?.[1];
  const name = debian === undefined ? undefined : `gcr.io/${repository.slice(0, -debian.length)}`;
  // Run-times such as java21-debian12 have versions of their own, which the newer image may lack.
  const sure = name !== undefined && /^gcr\.io\/distroless\/(?:static|base|base-nossl|cc)-debian$/.test(name);
  const line = debian && releaseLine('distroless', debian, (to) => (sure ? withName(name + to, tag) : undefined));
  return line ? [line] : [];
}

function withName(name: string, tag: string | null): string {
  return tag === null ? name : `${name}:${tag}`;
}

/** Variants that every line has; others, such as `alpine3.18` and `bullseye`, come and go. */
function withTag(name: string, line: string, variant: readonly string[]): string | undefined {
  const lasting = variant.every((part) => part === 'alpine' || part === 'slim' || part === 'trixie');
  return lasting ? [`${name}:${line}`, ...variant].join('-') : undefined;
}
