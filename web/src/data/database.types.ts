// Made by "npm run types"; never edited by hand.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "account_metric_snapshots": {
                  Row: {
                    "absence": string | null,"account_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"account_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"account_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_metric_snapshots_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"account_metrics": {
                  Row: {
                    "absence": string | null,"account_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"account_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"account_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_metrics_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"accounts": {
                  Row: {
                    "app_scoped_id": string | null,"avatar_path": string | null,"created_at": string,"id": string,"last_synced_at": string | null,"last_webhook_at": string | null,"login": string,"name": string | null,"page_id": string | null,"priority": number,"provider": string,"provider_account_id": string,"status": string,"status_reason": string | null,"updated_at": string,"username": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "app_scoped_id"?: string | null,"avatar_path"?: string | null,"created_at"?: string,"id"?: string,"last_synced_at"?: string | null,"last_webhook_at"?: string | null,"login": string,"name"?: string | null,"page_id"?: string | null,"priority"?: number,"provider": string,"provider_account_id": string,"status"?: string,"status_reason"?: string | null,"updated_at"?: string,"username"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "app_scoped_id"?: string | null,"avatar_path"?: string | null,"created_at"?: string,"id"?: string,"last_synced_at"?: string | null,"last_webhook_at"?: string | null,"login"?: string,"name"?: string | null,"page_id"?: string | null,"priority"?: number,"provider"?: string,"provider_account_id"?: string,"status"?: string,"status_reason"?: string | null,"updated_at"?: string,"username"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "accounts_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"contacts": {
                  Row: {
                    "account_id": string,"avatar_path": string | null,"created_at": string,"id": string,"name": string | null,"profile_state": string,"provider_contact_id": string,"updated_at": string,"username": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"avatar_path"?: string | null,"created_at"?: string,"id"?: string,"name"?: string | null,"profile_state"?: string,"provider_contact_id": string,"updated_at"?: string,"username"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"avatar_path"?: string | null,"created_at"?: string,"id"?: string,"name"?: string | null,"profile_state"?: string,"provider_contact_id"?: string,"updated_at"?: string,"username"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "contacts_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"conversation_reads": {
                  Row: {
                    "conversation_id": string,"read_count": number,"updated_at": string,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"read_count": number,"updated_at"?: string,"user_id": string,"workspace_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"read_count"?: number,"updated_at"?: string,"user_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_reads_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversation_reads_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"conversations": {
                  Row: {
                    "account_id": string,"contact_id": string,"created_at": string,"id": string,"inbound_count": number,"last_inbound_at": string | null,"last_message_at": string | null,"last_message_direction": string | null,"last_message_kind": string | null,"last_message_provider_id": string | null,"last_message_text": string | null,"updated_at": string,"version": number,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"contact_id": string,"created_at"?: string,"id"?: string,"inbound_count"?: number,"last_inbound_at"?: string | null,"last_message_at"?: string | null,"last_message_direction"?: string | null,"last_message_kind"?: string | null,"last_message_provider_id"?: string | null,"last_message_text"?: string | null,"updated_at"?: string,"version"?: number,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"contact_id"?: string,"created_at"?: string,"id"?: string,"inbound_count"?: number,"last_inbound_at"?: string | null,"last_message_at"?: string | null,"last_message_direction"?: string | null,"last_message_kind"?: string | null,"last_message_provider_id"?: string | null,"last_message_text"?: string | null,"updated_at"?: string,"version"?: number,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversations_contact_id_workspace_id_fkey"
      columns: ["contact_id","workspace_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"media": {
                  Row: {
                    "account_id": string,"caption": string | null,"created_at": string,"id": string,"media_type": string,"permalink": string | null,"posted_at": string,"product_type": string | null,"provider_media_id": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"caption"?: string | null,"created_at"?: string,"id"?: string,"media_type": string,"permalink"?: string | null,"posted_at": string,"product_type"?: string | null,"provider_media_id": string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"caption"?: string | null,"created_at"?: string,"id"?: string,"media_type"?: string,"permalink"?: string | null,"posted_at"?: string,"product_type"?: string | null,"provider_media_id"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"media_metric_snapshots": {
                  Row: {
                    "absence": string | null,"media_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"media_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"media_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_metric_snapshots_media_id_workspace_id_fkey"
      columns: ["media_id","workspace_id"]
isOneToOne: false
      referencedRelation: "media"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"media_metrics": {
                  Row: {
                    "absence": string | null,"media_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"media_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"media_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_metrics_media_id_workspace_id_fkey"
      columns: ["media_id","workspace_id"]
isOneToOne: false
      referencedRelation: "media"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"messages": {
                  Row: {
                    "account_id": string,"author": string,"conversation_id": string,"direction": string,"id": string,"kind": string,"provider_message_id": string,"received_at": string,"sent_at": string,"text": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"author": string,"conversation_id": string,"direction": string,"id"?: string,"kind": string,"provider_message_id": string,"received_at"?: string,"sent_at": string,"text"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"author"?: string,"conversation_id"?: string,"direction"?: string,"id"?: string,"kind"?: string,"provider_message_id"?: string,"received_at"?: string,"sent_at"?: string,"text"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "messages_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "messages_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"workspace_members": {
                  Row: {
                    "created_at": string,"role": string,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"role": string,"user_id": string,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"role"?: string,"user_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workspace_members_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"workspaces": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"time_zone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            "inbox_conversations": {
                  Row: {
                    "account_id": string,"contact_id": string,"contact_name": string | null,"contact_username": string | null,"id": string,"inbound_count": number,"last_inbound_at": string | null,"last_message_at": string | null,"last_message_direction": string | null,"last_message_kind": string | null,"last_message_text": string | null,"provider_contact_id": string,"read_count": number | null,"unread_count": number | null,"version": number,"workspace_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "conversations_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversations_contact_id_workspace_id_fkey"
      columns: ["contact_id","workspace_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                }
          }
          Functions: {
            "mark_conversation_read":
{ Args: { "p_conversation_id": string,"p_read_count": number }; Returns: number
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
