import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { type Faults, FieldFault, faultOf } from '../../parts/field-fault.tsx';

type RadiosProps<Value extends string> = {
  name: string;
  legend: string;
  values: readonly Value[];
  names: Readonly<Record<Value, string>>;
  chosen: Value;
};

export const Radios = <Value extends string>({ name, legend, values, names, chosen }: RadiosProps<Value>) => (
  <fieldset>
    <legend>{legend}</legend>
    <p class="choices">
      {values.map(value => (
        <label key={value} class="choice">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          <span>{names[value]}</span>
        </label>
      ))}
    </p>
  </fieldset>
);

type LineProps = {
  name: string;
  label: string;
  hint?: string;
  value: string;
  faults: Faults;
  input?: InputHTMLAttributes;
  /** Behind the field. */
  children?: ComponentChildren;
};

/** One line to type in, with its label above and what is wrong with it below. */
export const CallLine = ({ name, label, hint, value, faults, input, children }: LineProps) => (
  <div>
    <label for={`call-${name}`}>{label}</label>
    {hint !== undefined && (
      <p class="quiet small" id={`call-${name}-hint`}>
        {hint}
      </p>
    )}
    <input
      type="text"
      id={`call-${name}`}
      name={name}
      value={value}
      autocomplete="off"
      {...input}
      {...faultOf(name, faults, hint === undefined ? undefined : `call-${name}-hint`)}
    />
    {children}
    <FieldFault field={name} faults={faults} />
  </div>
);

type ChooserProps = {
  name: string;
  label: string;
  chosen: string;
  choices: readonly (readonly [value: string, label: string])[];
  faults: Faults;
};

export const Chooser = ({ name, label, chosen, choices, faults }: ChooserProps) => (
  <div>
    <label for={`call-${name}`}>{label}</label>
    <select id={`call-${name}`} name={name} {...faultOf(name, faults)}>
      {choices.map(([value, said]) => (
        <option key={value} value={value} selected={value === chosen}>
          {said}
        </option>
      ))}
    </select>
    <FieldFault field={name} faults={faults} />
  </div>
);

type TickProps = {
  name: string;
  value?: string;
  checked: boolean;
  faults: Faults;
  children: ComponentChildren;
};

export const Tick = ({ name, value = 'on', checked, faults, children }: TickProps) => (
  <div>
    <label class="choice">
      <input type="checkbox" name={name} value={value} checked={checked} {...faultOf(name, faults)} />
      <span>{children}</span>
    </label>
    <FieldFault field={name} faults={faults} />
  </div>
);
