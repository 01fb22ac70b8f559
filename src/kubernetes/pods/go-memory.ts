const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** What `GOMEMLIMIT` says, in bytes; null: off; undefined: Go does not start with it. https://pkg.go.dev/runtime#hdr-Environment_Variables */
export function goMemoryBytes(text: string): number | null | undefined {
  if (text === 'off' || text === '') return null;
  const [, digits, unit = ''] = /^(\d+)(B|KiB|MiB|GiB|TiB)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (FACTORS[unit] ?? 1);
}

/** Nine tenths of a memory limit, for `GOMEMLIMIT`; undefined for a limit of less than two mebibytes. */
export function goMemoryFor(limit: number): string | undefined {
  const mebibytes = Math.floor((limit * 0.9) / 2 ** 20);
  return mebibytes > 0 ? `${mebibytes}MiB` : undefined;
}
