/** By field, what is wrong with it. */
export type Faults = Readonly<Record<string, string>>;

/** The first field at fault takes the focus, so that the fault is what is heard first. */
export function faultOf(field: string, faults: Faults, hint?: string) {
  const isAtFault = faults[field] !== undefined;
  const described = [hint, isAtFault ? `${field}-fault` : undefined].filter(Boolean).join(' ');
  return {
    ...(described !== '' && { 'aria-describedby': described }),
    ...(isAtFault && { 'aria-invalid': true, autofocus: Object.keys(faults)[0] === field }),
  } as const;
}

export function FieldFault({ field, faults }: { field: string; faults: Faults }) {
  const text = faults[field];
  return text ? (
    <p class="fault" id={`${field}-fault`}>
      {text}
    </p>
  ) : null;
}
