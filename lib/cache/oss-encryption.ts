/** Encryption of a bucket at rest. */
export class OssEncryption {
  /** Keys that OSS manages, AES-256. */
  static ossManaged(): OssEncryption {
    return new OssEncryption('AES256');
  }

  /**
   * Keys in Key Management Service. The RAM user that {@link CacheCredentials.newRamUser} makes may use them; a user of
   * yours needs kms:GenerateDataKey and kms:Decrypt.
   *
   * @param keyId a key of yours; left out, the default key that KMS keeps for OSS
   */
  static kms(keyId?: string): OssEncryption {
    return new OssEncryption('KMS', keyId);
  }

  private constructor(
    /** Name of the method in OSS. */
    readonly algorithm: 'AES256' | 'KMS',
    /** The key in Key Management Service, where it is one's own. */
    readonly kmsKeyId?: string,
  ) {}
}
