/** The parts of a ROS template that permissions follow from. */
export interface RosTemplate {
  readonly ROSTemplateFormatVersion?: string;
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
