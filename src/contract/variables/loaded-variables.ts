import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';

/** Libraries that read variables from a file, `.env`. */
export const LOADERS =
  /^github\.com\/(?:joho\/godotenv|subosito\/gotenv|direnv\/go-dotenv|hashicorp\/go-envparse|profclems\/go-dotenv)(?:\/|$)/;

/** Whether what the last stage copies may be such a file. */
export function mayHoldEnvFile(dockerfile: Dockerfile): boolean {
  const final = finalStage(dockerfile);
  if (!final) return true;
  return final.stage.instructions.some(({ keyword, source }) => {
    return (keyword === 'COPY' || keyword === 'ADD') && (/\.env|\*/.test(source.text) || /\s\.\/?\s/.test(source.text));
  });
}
