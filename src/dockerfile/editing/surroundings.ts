/** What the doors know of the Dockerfile's folder and of the program in it; all of it may be missing. */
export interface Surroundings {
  /** Files and folders in a folder of the build context (`''` is its root), without what .dockerignore leaves out. */
  readonly list?: (folder: string) => readonly ContextEntry[];
  /** Ports that the Go program listens on, and where it says so. */
  readonly ports?: readonly { readonly port: number; readonly where: string }[];
  /** Variables that the Go program reads. */
  readonly environment?: readonly {
    readonly name: string;
    readonly default: string | null;
    readonly secret: boolean;
    readonly where: string;
  }[];
}

export interface ContextEntry {
  readonly name: string;
  readonly folder: boolean;
}
