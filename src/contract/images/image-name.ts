/** `registry.example.com:5000/team/shop:1.2@sha256:…` is `shop`: the last part of the path, without tag and digest. */
export function imageBaseName(image: string): string {
  const [name = ''] = image.split('@', 1);
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return colon < 0 ? last : last.slice(0, colon);
}

/** The name as images and objects write it: `Shop_API` and `shop-api` are the same program. */
export function comparableName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Last part of a path: of a binary, `/usr/local/bin/shop` is `shop`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** With registry and path, without tag and digest. */
export function imageFullName(image: string): string {
  const [name = ''] = image.split('@', 1);
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  return (colon < 0 ? name : name.slice(0, colon)).replace(/^(?:index\.)?docker\.io\//, '');
}

/** Of names with variables in them, those whose last part is known all the same: `${REGISTRY}/team/shop:${TAG}`. */
export function knownImages(names: readonly string[]): string[] {
  return names
    .map((name) => name.replace(/\$(?:\{\{[^}]*\}\}|\{[^}]*\}|\w+)/g, '$'))
    .filter((name) => {
      const base = imageBaseName(name);
      return base !== '' && !base.includes('$');
    });
}
