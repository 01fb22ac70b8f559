import type { GoProject } from '../go/project.ts';

/** Of a workspace without Go, or before it is read. */
export const NO_GO: GoProject = { modules: [], programs: [], errors: [], toolchain: { version: null, because: null } };
