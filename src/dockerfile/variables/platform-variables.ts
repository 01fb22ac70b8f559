/** The ARGs that BuildKit sets for FROM lines, and in a stage that declares them. */
export const PLATFORM_VARIABLES: readonly string[] = [
  ...['BUILDPLATFORM', 'BUILDOS', 'BUILDOSVERSION', 'BUILDARCH', 'BUILDVARIANT'],
  ...['TARGETPLATFORM', 'TARGETOS', 'TARGETOSVERSION', 'TARGETARCH', 'TARGETVARIANT', 'TARGETSTAGE'],
];
