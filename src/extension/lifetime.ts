/** Something that holds on to others and lets go of them: `activate` hands it to VS Code, which disposes of it at the end. */
export interface Lifetime {
  dispose(): void;
}
