-- Grain: one row per entitlement month for which a roster was received.
-- A month without a roster says nothing about who was left unpaid in it.
select distinct
    month
from canonical.roster_line
where not is_arrears
