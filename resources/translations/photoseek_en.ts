<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>Added %n photo(s) to the favourites</source>
        <translation>
            <numerusform>Added %Ln photo to the favourites</numerusform>
            <numerusform>Added %Ln photos to the favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from the favourites</source>
        <translation>
            <numerusform>Removed %Ln photo from the favourites</numerusform>
            <numerusform>Removed %Ln photos from the favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %n photo(s) to {album}</source>
        <translation>
            <numerusform>Added %Ln photo to {album}</numerusform>
            <numerusform>Added %Ln photos to {album}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from {album}</source>
        <translation>
            <numerusform>Removed %Ln photo from {album}</numerusform>
            <numerusform>Removed %Ln photos from {album}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made the album {album} with %n photo(s)</source>
        <translation>
            <numerusform>Made the album {album} with %Ln photo</numerusform>
            <numerusform>Made the album {album} with %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n photo(s) to an album</source>
        <translation>
            <numerusform>Add %Ln photo to an album</numerusform>
            <numerusform>Add %Ln photos to an album</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are in {album} already.</source>
        <translation>
            <numerusform>%Ln photo is in {album} already.</numerusform>
            <numerusform>%Ln photos are in {album} already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n photos are compared.</source>
        <translation>
            <numerusform>The first %Ln photo is compared.</numerusform>
            <numerusform>The first %Ln photos are compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{reason}: %n photo(s), to be kept: {name}</source>
        <translation>
            <numerusform>{reason}: %Ln photo, to be kept: {name}</numerusform>
            <numerusform>{reason}: %Ln photos, to be kept: {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s), {size} to gain</source>
        <translation>
            <numerusform>%Ln group, {size} to gain</numerusform>
            <numerusform>%Ln groups, {size} to gain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep “{name}” and move %n other(s) to the trash, {size}</source>
        <translation>
            <numerusform>Keep “{name}” and move %Ln other to the trash, {size}</numerusform>
            <numerusform>Keep “{name}” and move %Ln others to the trash, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n photo(s)</source>
        <translation>
            <numerusform>Export %Ln photo</numerusform>
            <numerusform>Export %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n file(s).</source>
        <translation>
            <numerusform>Copied %Ln file.</numerusform>
            <numerusform>Copied %Ln files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n caption(s).</source>
        <translation>
            <numerusform>Copied %Ln caption.</numerusform>
            <numerusform>Copied %Ln captions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n photo(s) to {folder}.</source>
        <translation>
            <numerusform>Exported %Ln photo to {folder}.</numerusform>
            <numerusform>Exported %Ln photos to {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be: {name}, {reason}.</source>
        <translation>
            <numerusform>%Ln could not be: {name}, {reason}.</numerusform>
            <numerusform>%Ln could not be, such as {name}, {reason}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>Try %Ln again</numerusform>
            <numerusform>Try %Ln again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last automatic backup is of {when}. %n are kept.</source>
        <translation>
            <numerusform>The last automatic backup is of {when}. %Ln is kept.</numerusform>
            <numerusform>The last automatic backup is of {when}. %Ln are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turned %n photo(s)</source>
        <translation>
            <numerusform>Turned %Ln photo</numerusform>
            <numerusform>Turned %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a caption yet</source>
        <translation>
            <numerusform>%Ln without a caption yet</numerusform>
            <numerusform>%Ln without a caption yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) so far</source>
        <translation>
            <numerusform>%Ln file so far</numerusform>
            <numerusform>%Ln files so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %Ln second left</numerusform>
            <numerusform>about %Ln seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %Ln hour left</numerusform>
            <numerusform>about %Ln hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The background work is started again in %n second(s).</source>
        <translation>
            <numerusform>The background work is started again in %Ln second.</numerusform>
            <numerusform>The background work is started again in %Ln seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to the trash?</source>
        <translation>
            <numerusform>Move %Ln file to the trash?</numerusform>
            <numerusform>Move %Ln files to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %n file(s) to the trash</source>
        <translation>
            <numerusform>Moved %Ln file to the trash</numerusform>
            <numerusform>Moved %Ln files to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stay where they are, as they cannot be moved to the trash: {names}</source>
        <translation>
            <numerusform>%Ln file stays where it is, as it cannot be moved to the trash: {names}</numerusform>
            <numerusform>%Ln files stay where they are, as they cannot be moved to the trash: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) did not come back; look for them in the trash: {names}</source>
        <translation>
            <numerusform>%Ln file did not come back; look for it in the trash: {names}</numerusform>
            <numerusform>%Ln files did not come back; look for them in the trash: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{word}, in %n photo(s)</source>
        <translation>
            <numerusform>{word}, in %Ln photo</numerusform>
            <numerusform>{word}, in %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the words of %n photo(s)</source>
        <translation>
            <numerusform>In the words of %Ln photo</numerusform>
            <numerusform>In the words of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
</TS>
