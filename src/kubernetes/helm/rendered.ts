/** What `helm template` made of one template. */
export interface RenderedTemplate {
  /** Relative to the chart's folder, `templates/deployment.yaml`. */
  readonly template: string;
  /** Documents of it, as they were printed. */
  readonly text: string;
}

/**
 * Takes the output of `helm template` apart by the comments that name the sources. Documents of one template follow each
 * other; templates of charts within are named by their path in the chart.
 */
export function splitRendered(output: string): RenderedTemplate[] {
  const texts = new Map<string, string[]>();
  for (const document of output.split(/^---[ \t]*\r?$/m)) {
    const source = /^\s*# Source: [^/\n]+\/(\S+)/.exec(document)?.[1];
    if (source === undefined) continue;
    const text = document.replace(/^\s*# Source: [^\n]*\n/, '');
    if (text.trim() !== '') texts.set(source, [...(texts.get(source) ?? []), text]);
  }
  return [...texts].map(([template, documents]) => ({ template, text: documents.join('---\n') }));
}
