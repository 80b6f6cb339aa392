import { Input } from "antd";

import { Field } from "../field/field.tsx";
import {
  profileFields,
  profileGroups,
  profileProblem,
  type ProfileDraft,
  type ProfileField,
} from "./organisation-fields.ts";

export function OrganisationForm({
  profile,
  showProblems,
  readOnly = false,
  onChange,
}: {
  readonly profile: ProfileDraft;
  /** Also for fields nobody has touched: after the person tried to go on. */
  readonly showProblems: boolean;
  readonly readOnly?: boolean;
  readonly onChange: (name: ProfileField, value: string) => void;
}) {
  return (
    <div style={{ display: "grid", gap: 20 }}>
      {profileGroups.map((group) => (
        <fieldset key={group.title} style={{ border: 0, margin: 0, padding: 0 }}>
          <legend className="strong" style={{ padding: 0, marginBottom: 8 }}>
            {group.title}
          </legend>
          <div className="form-grid form-grid--three">
            {group.names.map((name) => {
              const declaration = profileFields[name];
              const value = profile[name];
              const problem = showProblems || value !== "" ? profileProblem(name, value) : undefined;
              return (
                <Field
                  key={name}
                  label={declaration.label}
                  required={declaration.required ?? false}
                  hint={declaration.hint}
                  problem={problem}
                >
                  {(control) => (
                    <Input
                      {...control}
                      value={value}
                      readOnly={readOnly}
                      {...(declaration.placeholder ? { placeholder: declaration.placeholder } : {})}
                      onChange={(event) => onChange(name, event.target.value)}
                    />
                  )}
                </Field>
              );
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
