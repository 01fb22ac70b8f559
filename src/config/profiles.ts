/** What a profile decides before any rule is set by itself. */
export interface ProfileFlags {
  /** Rules that are off by default run, too. */
  readonly enableAll?: true;
  /** Only errors and warnings. */
  readonly quiet?: true;
}

/** The profiles that everybody has: `recommended` is the default. */
export const PROFILES: Readonly<Record<string, ProfileFlags>> = {
  recommended: {},
  strict: { enableAll: true },
  quiet: { quiet: true },
};
