/** What an entry of `images` sets instead. */
export interface ImageOverride {
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/** An entry of `images` in a kustomization. */
export interface ImageChange extends ImageOverride {
  /** Without tag. */
  readonly name: string;
}

/** The image that entries make of one: they apply one after the other, each to what the one before made; empty values count as absent. */
export function changedImage(image: string, changes: readonly ImageChange[]): string {
  return changes.reduce((before, { name: wanted, newName, newTag, digest }) => {
    const [, name = '', oldTag, oldDigest] = /^(.*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(before) ?? [];
    if (name !== wanted) return before;
    const isSet = Boolean(newTag) || Boolean(digest);
    const tag = isSet ? newTag : oldTag;
    const hash = isSet ? digest : oldDigest;
    return `${newName || name}${tag ? `:${tag}` : ''}${hash ? `@${hash}` : ''}`;
  }, image);
}
