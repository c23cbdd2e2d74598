/** Names and values that tell one sample of a family from another: engines, kinds and patterns, never a person's. */
export type Labels = Readonly<Record<string, string>>;

export type Sample = {
  labels: Labels;
  value: number;
  /** What stands behind the family's name, as `_sum`. */
  suffix?: string;
};

export type Family = {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: readonly Sample[];
};

/** The text form, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const TEXT_FORM = 'text/plain; version=0.0.4; charset=utf-8';

export function writeText(families: readonly Family[]): string {
  return families
    .map(({ name, type, help, samples }) => {
      const head = `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
      return (
        head +
        samples
          .map(sample => `${name}${sample.suffix ?? ''}${writeLabels(sample.labels)} ${sample.value}\n`)
          .join('')
      );
    })
    .join('');
}

function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${quoted(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const quoted = (value: string) =>
  `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
