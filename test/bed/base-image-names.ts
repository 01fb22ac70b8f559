/** Whether a name is one of the base images': tests give their own images other names. */
export function isBaseImage(name: string): boolean {
  return /^(?:alpine|debian|golang|node|gcr\.io\/distroless\/[^:]+):/.test(name);
}
