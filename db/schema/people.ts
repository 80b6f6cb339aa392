import type { AccessRole } from "../../shared/domain/access/roles.ts";

export interface MetaTable {
  key: string;
  value: string;
}

export interface OrganisationTable {
  id: number;
  /** JSON, OrganisationProfile */
  profile: string;
  /** JSON, Settings */
  settings: string;
  updated_at: string;
}

export interface PersonTable {
  id: string;
  name: string;
  unit_name: string;
  created_at: string;
}

export interface AccountTable {
  id: string;
  name: string;
  person_id: string;
  state: "active" | "disabled";
  must_change_passphrase: 0 | 1;
  passphrase_changed_at: string;
  last_sign_in_at: string | null;
  created_by: string | null;
  created_at: string;
}

export interface AccountRoleTable {
  account_id: string;
  role: AccessRole;
  granted_by: string | null;
  granted_at: string;
}

export interface PersonKeyTable {
  /** hex SHA-256 of the SPKI DER */
  keyid: string;
  person_id: string;
  suite: string;
  public_key: Uint8Array;
  wrapped_private_key: Uint8Array;
  created_at: string;
  revoked_at: string | null;
}

export interface DeviceTable {
  device_id: string;
  incarnation: string;
  next_seq: number;
  keyid: string;
  suite: string;
  public_key: Uint8Array;
  private_key: Uint8Array;
  enrolment: string | null;
}
