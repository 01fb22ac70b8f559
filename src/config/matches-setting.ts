import { isScalar, type Node } from 'yaml';
import { entriesOf, mapOf, problem, type YamlFile } from './yaml-file.ts';

/** Which program a container runs, where names do not tell. */
export interface MatchSetting {
  /** `Deployment/shop/app`, `Deployment/shop` for all its containers, or the name of an image. */
  readonly container: string;
  /** The folder of a main package, relative to the workspace, or the name of the program; null: none of the workspace’s. */
  readonly program: string | null;
}

/** `matches: { Deployment/shop/app: cmd/api, Deployment/cache: none }` */
export function readMatches(file: YamlFile, node: Node | undefined): readonly MatchSetting[] {
  const map = mapOf(file, node, ['`matches` must be a map from containers to programs']);
  return entriesOf(map).flatMap(({ key, at, value }) => {
    const program = isScalar(value) ? value.value : undefined;
    if (typeof program !== 'string' || key === '' || program === '') {
      problem(file, value ?? at, ['`{0}` must be the folder of a program, such as `cmd/api`, or `none`', key]);
      return [];
    }
    return [{ container: key, program: program === 'none' ? null : program }];
  });
}
